package org.text2layer.model.clip;

import com.google.gson.JsonObject;
import java.util.Map;
import org.text2layer.model.ConfigurationFields;
import org.text2layer.nn.WeightsException;

/**
 * The structure of CLIP's picture encoder, a vision transformer.
 *
 * @param side of the square pictures
 * @param patch side of a patch, which divides a picture's
 * @param width of one patch's embedding
 * @param innerWidth of the MLPs' hidden layer
 * @param layers transformer layers, 1 to 100
 * @param heads attention heads, which divide the width
 * @param quickGelu OpenAI's approximate activation instead of the exact GELU
 * @param normEpsilon of every layer norm
 * @param projectionWidth of the space that CLIP shares with texts
 */
public record ClipVisionConfiguration(
    int side,
    int patch,
    int width,
    int innerWidth,
    int layers,
    int heads,
    boolean quickGelu,
    double normEpsilon,
    int projectionWidth) {
  private static final int MAX_LAYERS = 100;
  private static final int MAX_SIDE = 4096;
  private static final int DEFAULT_PROJECTION = 512;
  private static final double DEFAULT_EPSILON = 1e-5;
  private static final Map<String, Boolean> QUICK = Map.of("quick_gelu", true, "gelu", false);

  /** Checks every value. */
  public ClipVisionConfiguration {
    if (patch < 1 || side < patch || side > MAX_SIDE || side % patch != 0) {
      throw new IllegalArgumentException(
          "Expected patches that divide a picture of at most %d pixels a side but came %d and %d: check the configuration."
              .formatted(MAX_SIDE, patch, side));
    }
    if (width < 1 || innerWidth < 1 || projectionWidth < 1 || layers < 1 || layers > MAX_LAYERS) {
      throw new IllegalArgumentException(
          "Expected positive widths and 1 to %d layers but came %d, %d, %d and %d layers: check the configuration."
              .formatted(MAX_LAYERS, width, innerWidth, projectionWidth, layers));
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

  /**
   * Reads transformers' config.json of a CLIPVisionModel.
   *
   * @throws WeightsException if a field is missing or has a value that is not known here
   */
  public static ClipVisionConfiguration fromJson(JsonObject json) {
    String source = "transformers' configuration of a CLIPVisionModel";
    JsonObject only = new JsonObject();
    only.addProperty("num_channels", 3);
    return ConfigurationFields.read(source, json, only, ClipVisionConfiguration::of);
  }

  private static ClipVisionConfiguration of(ConfigurationFields fields) {
    String type = fields.text("model_type", "clip_vision_model");
    String activation = fields.text("hidden_act", "quick_gelu");
    if (!type.startsWith("clip") || !QUICK.containsKey(activation)) {
      throw new IllegalArgumentException(
          "model_type is %s, hidden_act is %s".formatted(type, activation));
    }
    return new ClipVisionConfiguration(
        fields.integer("image_size"),
        fields.integer("patch_size"),
        fields.integer("hidden_size"),
        fields.integer("intermediate_size"),
        fields.integer("num_hidden_layers"),
        fields.integer("num_attention_heads"),
        QUICK.get(activation),
        fields.decimal("layer_norm_eps", DEFAULT_EPSILON),
        fields.integer("projection_dim", DEFAULT_PROJECTION));
  }
}
