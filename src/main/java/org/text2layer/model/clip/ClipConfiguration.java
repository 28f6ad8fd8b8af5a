package org.text2layer.model.clip;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import org.text2layer.nn.weights.WeightsException;

/**
 * The structure of a whole CLIP: two encoders that meet in one space.
 *
 * @param text the text encoder
 * @param vision the picture encoder
 */
record ClipConfiguration(ClipTextConfiguration text, ClipVisionConfiguration vision) {
  /** What transformers takes where a file says nothing: OpenAI's ViT-B/32. */
  private static final Map<String, Integer> TEXT_DEFAULTS =
      Map.of(
          "vocab_size", 49408,
          "max_position_embeddings", 77,
          "hidden_size", 512,
          "intermediate_size", 2048,
          "num_hidden_layers", 12,
          "num_attention_heads", 8);

  private static final Map<String, Integer> VISION_DEFAULTS =
      Map.of(
          "image_size", 224,
          "patch_size", 32,
          "hidden_size", 768,
          "intermediate_size", 3072,
          "num_hidden_layers", 12,
          "num_attention_heads", 12);

  /** Checks that both encoders meet in a space of one width. */
  public ClipConfiguration {
    int texts = text.transformer().projectionWidth();
    int pictures = vision.transformer().projectionWidth();
    if (texts != pictures) {
      throw new IllegalArgumentException(
          "Expected two encoders with one projection width but came %s and %s: take both from one model."
              .formatted(texts, pictures));
    }
  }

  /**
   * Reads transformers' config.json of a CLIPModel.
   *
   * @throws WeightsException if a field has a value that is not known here
   */
  static ClipConfiguration fromJson(JsonObject json) {
    JsonElement width = json.get("projection_dim");
    JsonElement projection = width != null && !width.isJsonNull() ? width : new JsonObject();
    return new ClipConfiguration(
        ClipTextConfiguration.fromJson(part(json, "text_config", TEXT_DEFAULTS, projection)),
        ClipVisionConfiguration.fromJson(part(json, "vision_config", VISION_DEFAULTS, projection)));
  }

  /** The whole model's projection counts; a part's own is that of the part alone. */
  private static JsonObject part(
      JsonObject json, String name, Map<String, Integer> defaults, JsonElement projection) {
    JsonObject part = new JsonObject();
    defaults.forEach(part::addProperty);
    JsonElement found = json.get(name);
    if (found != null && found.isJsonObject()) {
      found.getAsJsonObject().entrySet().stream()
          .filter(field -> !field.getValue().isJsonNull())
          .forEach(field -> part.add(field.getKey(), field.getValue()));
    }
    if (projection.isJsonPrimitive()) {
      part.add("projection_dim", projection);
    } else {
      part.addProperty("projection_dim", ClipTransformer.DEFAULT_PROJECTION);
    }
    return part;
  }
}
