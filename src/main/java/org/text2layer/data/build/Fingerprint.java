package org.text2layer.data.build;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Optional;
import org.text2layer.data.input.PictureSource;

/** What a build is made of, as its folder keeps it: the same fingerprint, the same bytes. */
record Fingerprint(JsonObject json) {
  /** Of the layout of folder, shards and ledger. */
  private static final int FORMAT = 1;

  static Fingerprint of(PictureSource source, SampleMaker maker, BuildOptions options) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("source", source.description());
    json.addProperty("recipe", maker.description());
    json.addProperty("seed", options.seed());
    json.addProperty("recordsPerChunk", options.recordsPerChunk());
    json.addProperty("chunksPerShard", options.chunksPerShard());
    return new Fingerprint(json);
  }

  String text() {
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json) + "\n";
  }

  /** What differs in another one's text: "its seed is 1 and not 2"; none if nothing does. */
  Optional<String> differenceFrom(String text) {
    if (text.equals(text())) {
      return Optional.empty();
    }
    try {
      JsonObject other = JsonParser.parseString(text).getAsJsonObject();
      return json.keySet().stream()
          .filter(name -> !json.get(name).equals(other.get(name)))
          .map(name -> "its %s is %s and not %s".formatted(name, other.get(name), json.get(name)))
          .findFirst()
          .or(() -> Optional.of("it is written otherwise"));
    } catch (JsonParseException | IllegalStateException error) {
      return Optional.of("it is no JSON");
    }
  }
}
