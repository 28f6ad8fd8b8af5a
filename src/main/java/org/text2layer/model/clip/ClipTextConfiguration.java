package org.text2layer.model.clip;

import com.google.gson.JsonObject;
import org.text2layer.nn.weights.ConfigurationFields;
import org.text2layer.nn.weights.WeightsException;

/**
 * The structure of CLIP's text encoder: OpenAI's ViT-L/14 in Stable Diffusion 1, the first 23
 * layers of OpenCLIP's ViT-H in Stable Diffusion 2.
 *
 * @param vocabulary number of tokens
 * @param positions tokens of one text, the begin and the end token among them
 * @param transformer the layers and the projection
 */
public record ClipTextConfiguration(int vocabulary, int positions, ClipTransformer transformer) {

  /** Checks every value. */
  public ClipTextConfiguration {
    if (vocabulary < 3 || positions < 3) {
      throw new IllegalArgumentException(
          "Expected at least 3 tokens and 3 positions but came %s and %s: check the configuration."
              .formatted(vocabulary, positions));
    }
  }

  /** OpenAI's ViT-L/14, in Stable Diffusion 1 and in the paper. */
  public static ClipTextConfiguration vitL14() {
    return new ClipTextConfiguration(
        49_408,
        77,
        new ClipTransformer(768, 3_072, 12, 12, true, ClipTransformer.DEFAULT_EPSILON, 768));
  }

  /**
   * Reads transformers' config.json of a CLIPTextModel.
   *
   * @throws WeightsException if a field is missing or has a value that is not known here
   */
  public static ClipTextConfiguration fromJson(JsonObject json) {
    String source = "transformers' configuration of a CLIPTextModel";
    return ConfigurationFields.read(source, json, new JsonObject(), ClipTextConfiguration::of);
  }

  private static ClipTextConfiguration of(ConfigurationFields fields) {
    return new ClipTextConfiguration(
        fields.integer("vocab_size"),
        fields.integer("max_position_embeddings"),
        ClipTransformer.of(fields, "clip_text_model"));
  }

  /** As transformers names the fields. */
  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("model_type", "clip_text_model");
    json.addProperty("vocab_size", vocabulary);
    json.addProperty("max_position_embeddings", positions);
    transformer.addTo(json);
    return json;
  }
}
