package org.text2layer.train.run;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the small JSON files of a run. */
final class JsonFile {
  private JsonFile() {}

  /** Takes a value out of an object. */
  @FunctionalInterface
  interface Reading<T> {
    T from(JsonObject json) throws IOException;
  }

  /**
   * A value of a file of one JSON object.
   *
   * @param megabytes that the file has at most
   * @throws IOException if it is larger or unreadable; a field that is missing or something else
   *     than expected becomes one as well
   */
  static <T> T read(Path file, int megabytes, Reading<T> reading) throws IOException {
    if (Files.size(file) > (long) megabytes << 20) {
      throw new IOException("it is larger than %d MB".formatted(megabytes));
    }
    try {
      return reading.from(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    } catch (JsonParseException
        | NullPointerException
        | IllegalStateException
        | ClassCastException
        | NumberFormatException
        | UnsupportedOperationException error) {
      throw new IOException(error.getMessage(), error);
    }
  }
}
