package org.text2layer.folder;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small files of one JSON object. */
public final class JsonFile {
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private JsonFile() {}

  /** Takes a value out of an object. */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * The value; a field that is missing or something else than expected may throw as Gson does.
     */
    T from(JsonObject json) throws IOException;
  }

  /**
   * A value of a file.
   *
   * @param megabytes that the file has at most
   * @throws IOException if it is larger or unreadable; a field that is missing or something else
   *     than expected becomes one as well
   */
  public static <T> T read(Path file, int megabytes, Reading<T> reading) throws IOException {
    if (Files.size(file) > (long) megabytes << 20) {
      throw new IOException("it is larger than %d MB".formatted(megabytes));
    }
    return parse(Files.readString(file), reading);
  }

  /**
   * A value of a text.
   *
   * @throws IOException likewise
   */
  public static <T> T parse(String text, Reading<T> reading) throws IOException {
    try {
      return reading.from(JsonParser.parseString(text).getAsJsonObject());
    } catch (JsonParseException
        | NullPointerException
        | IllegalStateException
        | IllegalArgumentException
        | ClassCastException
        | UnsupportedOperationException error) {
      throw new IOException(error.getMessage(), error);
    }
  }

  /** What a file holds that people read too: a line a field. */
  public static String text(JsonObject json) {
    return PRETTY.toJson(json) + "\n";
  }
}
