package org.text2layer.model.clip;

import java.util.Map;
import org.text2layer.nn.weights.ConfigurationFields;

/** What the configurations of CLIP's two encoders have in common. */
final class EncoderFields {
  static final int MAX_LAYERS = 100;
  static final int DEFAULT_PROJECTION = 512;
  static final double DEFAULT_EPSILON = 1e-5;
  private static final Map<String, Boolean> QUICK = Map.of("quick_gelu", true, "gelu", false);

  private EncoderFields() {}

  static void require(int width, int heads, double normEpsilon) {
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

  /** Whether the activation is the approximate one; refuses other models and activations. */
  static boolean quickGelu(ConfigurationFields fields, String usualType) {
    String type = fields.text("model_type", usualType);
    String activation = fields.text("hidden_act", "quick_gelu");
    if (!type.startsWith("clip") || !QUICK.containsKey(activation)) {
      throw new IllegalArgumentException(
          "model_type is %s, hidden_act is %s".formatted(type, activation));
    }
    return QUICK.get(activation);
  }

  /** How transformers names the activation. */
  static String activation(boolean quickGelu) {
    return quickGelu ? "quick_gelu" : "gelu";
  }
}
