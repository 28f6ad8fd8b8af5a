package org.text2layer.folder;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Small files of one JSON object. */
public final class JsonFile {
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private JsonFile() {}

  /**
   * A value of a file.
   *
   * @param megabytes that the file has at most
   * @param reading takes it out of the object
   * @throws IOException if it is larger or unreadable; a field that is missing or something else
   *     than expected becomes one as well
   */
  public static <T> T read(Path file, int megabytes, Function<JsonObject, T> reading)
      throws IOException {
    if (Files.size(file) > (long) megabytes << 20) {
      throw new IOException("it is larger than %s MB".formatted(megabytes));
    }
    try (InputStream stream = Files.newInputStream(file)) { // all that a store's paths offer
      ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes());
      return parse(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), reading);
    }
  }

  /**
   * A value of a text.
   *
   * @throws IOException likewise
   */
  public static <T> T parse(String text, Function<JsonObject, T> reading) throws IOException {
    try {
      JsonElement json = JsonParser.parseString(text);
      if (json.isJsonObject()) {
        return reading.apply(json.getAsJsonObject());
      }
    } catch (JsonParseException error) { // its message may be as long as the text
      throw new IOException(other(text).orElse("it is no JSON of the known form"), error);
    } catch (NullPointerException
        | IllegalStateException
        | IllegalArgumentException
        | ClassCastException
        | UnsupportedOperationException error) {
      throw new IOException(error.getMessage(), error);
    }
    throw new IOException(other(text).orElse("it is no JSON object"));
  }

  private static Optional<String> other(String text) {
    String start = text.substring(0, Math.min(FileSignature.BYTES, text.length()));
    return FileSignature.of(start.getBytes(StandardCharsets.UTF_8)).map(FileSignature::toString);
  }

  /** What a file holds that people read too: a line a field. */
  public static String text(JsonObject json) {
    return PRETTY.toJson(json) + "\n";
  }
}
