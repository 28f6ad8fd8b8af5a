package org.text2layer.model.clip;

import com.google.gson.JsonObject;
import org.text2layer.nn.weights.ConfigurationFields;
import org.text2layer.nn.weights.WeightsException;

/**
 * The structure of CLIP's picture encoder, a vision transformer.
 *
 * @param side of the square pictures
 * @param patch side of a patch, which divides a picture's
 * @param transformer the layers and the projection
 */
record ClipVisionConfiguration(int side, int patch, ClipTransformer transformer) {
  private static final int MAX_SIDE = 4096;

  /** Checks every value. */
  public ClipVisionConfiguration {
    if (patch < 1 || side < patch || side > MAX_SIDE || side % patch != 0) {
      throw new IllegalArgumentException(
          "Expected patches that divide a picture of at most %s pixels a side but came %s and %s: check the configuration."
              .formatted(MAX_SIDE, patch, side));
    }
  }

  /**
   * Reads transformers' config.json of a CLIPVisionModel.
   *
   * @throws WeightsException if a field is missing or has a value that is not known here
   */
  static ClipVisionConfiguration fromJson(JsonObject json) {
    String source = "transformers' configuration of a CLIPVisionModel";
    JsonObject only = new JsonObject();
    only.addProperty("num_channels", 3);
    return ConfigurationFields.read(source, json, only, ClipVisionConfiguration::of);
  }

  private static ClipVisionConfiguration of(ConfigurationFields fields) {
    return new ClipVisionConfiguration(
        fields.integer("image_size"),
        fields.integer("patch_size"),
        ClipTransformer.of(fields, "clip_vision_model"));
  }
}
