package org.text2layer.model.clip;

import com.google.gson.JsonObject;
import java.util.Map;
import org.text2layer.model.ConfigurationFields;
import org.text2layer.nn.WeightsException;

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
  private static final int MAX_LAYERS = 100;
  private static final int DEFAULT_PROJECTION = 512;
  private static final double DEFAULT_EPSILON = 1e-5;
  private static final Map<String, Boolean> QUICK = Map.of("quick_gelu", true, "gelu", false);

  /** Checks every value. */
  public ClipTextConfiguration {
    if (vocabulary < 3 || positions < 3 || width < 1 || innerWidth < 1 || projectionWidth < 1) {
      throw new IllegalArgumentException(
          "Expected at least 3 tokens, 3 positions and positive widths but came %d, %d and %d, %d, %d: check the configuration."
              .formatted(vocabulary, positions, width, innerWidth, projectionWidth));
    }
    if (layers < 1 || layers > MAX_LAYERS) {
      throw new IllegalArgumentException(
          "Expected 1 to %d layers but came %d: check the configuration."
              .formatted(MAX_LAYERS, layers));
    }
    if (heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "Expected heads that divide the width but came %d heads and width %d: change either."
              .formatted(heads, width));
    }
    if (!(normEpsilon > 0 && normEpsilon < 1)) {
      throw new IllegalArgumentException(
          "Expected a norm epsilon in (0, 1) but came " + normEpsilon + ": 1e-5 is usual.");
    }
  }

  /** OpenAI's ViT-L/14, in Stable Diffusion 1 and in the paper. */
  public static ClipTextConfiguration vitL14() {
    return new ClipTextConfiguration(49_408, 77, 768, 3_072, 12, 12, true, DEFAULT_EPSILON, 768);
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
    String type = fields.text("model_type", "clip_text_model");
    String activation = fields.text("hidden_act", "quick_gelu");
    if (!type.startsWith("clip") || !QUICK.containsKey(activation)) {
      throw new IllegalArgumentException(
          "model_type is %s, hidden_act is %s".formatted(type, activation));
    }
    return new ClipTextConfiguration(
        fields.integer("vocab_size"),
        fields.integer("max_position_embeddings"),
        fields.integer("hidden_size"),
        fields.integer("intermediate_size"),
        fields.integer("num_hidden_layers"),
        fields.integer("num_attention_heads"),
        QUICK.get(activation),
        fields.decimal("layer_norm_eps", DEFAULT_EPSILON),
        fields.integer("projection_dim", DEFAULT_PROJECTION));
  }
}
