package org.text2layer.data.list;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;

/** JSON as RFC 8259 has it, and nothing that parsers also take for it. */
final class StrictJson {
  private static final Gson GSON = new GsonBuilder().setStrictness(Strictness.STRICT).create();

  private StrictJson() {}

  /**
   * Parses a text.
   *
   * @throws JsonParseException if it is empty, no JSON, or nested too deeply
   */
  static JsonElement parse(String text) {
    JsonElement json = GSON.fromJson(text, JsonElement.class);
    if (json == null) {
      throw new JsonParseException("nothing");
    }
    return json;
  }
}
