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
 * @param width of one token's embedding
 * @param innerWidth of the MLPs' hidden layer
 * @param layers transformer layers, 1 to 100
 * @param heads attention heads, which divide the width
 * @param quickGelu OpenAI's approximate activation instead of the exact GELU
 * @param normEpsilon of every layer norm
 * @param projectionWidth of the space that CLIP shares with pictures
 */
public record ClipTextConfiguration(
    int vocabulary,
    int positions,
    int width,
    int innerWidth,
    int layers,
    int heads,
    boolean quickGelu,
    double normEpsilon,
    int projectionWidth) {

  /** Checks every value. */
  public ClipTextConfiguration {
    if (vocabulary < 3 || positions < 3 || width < 1 || innerWidth < 1 || projectionWidth < 1) {
      throw new IllegalArgumentException(
          "Expected at least 3 tokens, 3 positions and positive widths but came %d, %d and %d, %d, %d: check the configuration."
              .formatted(vocabulary, positions, width, innerWidth, projectionWidth));
    }
    if (layers < 1 || layers > EncoderFields.MAX_LAYERS) {
      throw new IllegalArgumentException(
          "Expected 1 to %d layers but came %d: check the configuration."
              .formatted(EncoderFields.MAX_LAYERS, layers));
    }
    EncoderFields.require(width, heads, normEpsilon);
  }

  /** OpenAI's ViT-L/14, in Stable Diffusion 1 and in the paper. */
  public static ClipTextConfiguration vitL14() {
    return new ClipTextConfiguration(
        49_408, 77, 768, 3_072, 12, 12, true, EncoderFields.DEFAULT_EPSILON, 768);
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
    boolean quickGelu = EncoderFields.quickGelu(fields, "clip_text_model");
    return new ClipTextConfiguration(
        fields.integer("vocab_size"),
        fields.integer("max_position_embeddings"),
        fields.integer("hidden_size"),
        fields.integer("intermediate_size"),
        fields.integer("num_hidden_layers"),
        fields.integer("num_attention_heads"),
        quickGelu,
        fields.decimal("layer_norm_eps", EncoderFields.DEFAULT_EPSILON),
        fields.integer("projection_dim", EncoderFields.DEFAULT_PROJECTION));
  }

  /** As transformers names the fields. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("model_type", "clip_text_model");
    json.addProperty("vocab_size", vocabulary);
    json.addProperty("max_position_embeddings", positions);
    json.addProperty("hidden_size", width);
    json.addProperty("intermediate_size", innerWidth);
    json.addProperty("num_hidden_layers", layers);
    json.addProperty("num_attention_heads", heads);
    json.addProperty("hidden_act", EncoderFields.activation(quickGelu));
    json.addProperty("layer_norm_eps", normEpsilon);
    json.addProperty("projection_dim", projectionWidth);
    return json;
  }
}
