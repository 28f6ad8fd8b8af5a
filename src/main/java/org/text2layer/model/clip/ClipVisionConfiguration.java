package org.text2layer.model.clip;

import com.google.gson.JsonObject;
import org.text2layer.nn.weights.ConfigurationFields;
import org.text2layer.nn.weights.WeightsException;

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
  private static final int MAX_SIDE = 4096;

  /** Checks every value. */
  public ClipVisionConfiguration {
    if (patch < 1 || side < patch || side > MAX_SIDE || side % patch != 0) {
      throw new IllegalArgumentException(
          "Expected patches that divide a picture of at most %d pixels a side but came %d and %d: check the configuration."
              .formatted(MAX_SIDE, patch, side));
    }
    if (width < 1
        || innerWidth < 1
        || projectionWidth < 1
        || layers < 1
        || layers > EncoderFields.MAX_LAYERS) {
      throw new IllegalArgumentException(
          "Expected positive widths and 1 to %d layers but came %d, %d, %d and %d layers: check the configuration."
              .formatted(EncoderFields.MAX_LAYERS, width, innerWidth, projectionWidth, layers));
    }
    EncoderFields.require(width, heads, normEpsilon);
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
    boolean quickGelu = EncoderFields.quickGelu(fields, "clip_vision_model");
    return new ClipVisionConfiguration(
        fields.integer("image_size"),
        fields.integer("patch_size"),
        fields.integer("hidden_size"),
        fields.integer("intermediate_size"),
        fields.integer("num_hidden_layers"),
        fields.integer("num_attention_heads"),
        quickGelu,
        fields.decimal("layer_norm_eps", EncoderFields.DEFAULT_EPSILON),
        fields.integer("projection_dim", EncoderFields.DEFAULT_PROJECTION));
  }
}
