package org.text2layer.data.list;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list with one JSON object a line. */
public final class JsonRows implements ListRows {
  /** JSON as RFC 8259 has it, and nothing that parsers also take for it. */
  private static final Gson STRICT = new GsonBuilder().setStrictness(Strictness.STRICT).create();

  private static final List<String> NON_FINITE = List.of("NaN", "-Infinity", "Infinity");

  private final ByteLines lines;

  private JsonRows(ByteLines lines) {
    this.lines = lines;
  }

  /**
   * Opens a list.
   *
   * @throws IOException if it cannot be read
   */
  public static JsonRows open(Path list) throws IOException {
    return new JsonRows(ByteLines.open(list));
  }

  @Override
  public Optional<List<String>> columns() {
    return Optional.empty();
  }

  @Override
  public String problem() {
    return lines.problem();
  }

  @Override
  public Optional<ListRow> next() throws IOException {
    Optional<ByteLines.Line> line = lines.next();
    while (line.isPresent() && line.get().bytes().length == 0) {
      line = lines.next();
    }
    return line.map(JsonRows::row);
  }

  private static ListRow row(ByteLines.Line line) {
    String place = "line " + line.number();
    if (!line.whole()) {
      return ListRow.damaged(place, "it has more than " + ByteLines.MAX_BYTES + " bytes");
    }
    try {
      return ListRow.of(place, fields(line.bytes()));
    } catch (IOException error) {
      return ListRow.damaged(place, error.getMessage());
    }
  }

  /**
   * The strings, numbers and truth values of a JSON object. NaN and infinities, which Python writes
   * although JSON has none, count as null.
   *
   * @throws IOException if the bytes are no JSON object in UTF-8
   */
  public static Map<String, String> fields(byte[] bytes) throws IOException {
    String text = withoutNonFinite(Utf8.decodeFile(bytes));
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      JsonElement json = STRICT.fromJson(text, JsonElement.class);
      if (json == null || !json.isJsonObject()) {
        throw new IOException("it is no JSON object");
      }
      for (Map.Entry<String, JsonElement> field : json.getAsJsonObject().entrySet()) {
        if (field.getValue().isJsonPrimitive()) {
          fields.put(field.getKey(), field.getValue().getAsString());
        }
      }
      return fields;
    } catch (JsonParseException error) {
      throw new IOException("it is no JSON object", error);
    }
  }

  /** Python's names for what JSON cannot say, outside of strings, as null. */
  private static String withoutNonFinite(String json) {
    if (NON_FINITE.stream().noneMatch(json::contains)) {
      return json;
    }
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    int at = 0;
    while (at < json.length()) {
      String word = quoted ? "" : nonFiniteAt(json, at);
      quoted ^= json.charAt(at) == '"';
      boolean escape = quoted && json.charAt(at) == '\\';
      int end = Math.min(json.length(), at + Math.max(word.length(), escape ? 2 : 1));
      text.append(word.isEmpty() ? json.substring(at, end) : "null");
      at = end;
    }
    return text.toString();
  }

  private static String nonFiniteAt(String json, int at) {
    for (String word : NON_FINITE) {
      if (json.startsWith(word, at)) {
        return word;
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
