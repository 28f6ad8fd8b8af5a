package org.text2layer.model.clip;

import com.google.gson.JsonObject;
import java.util.Map;
import org.text2layer.nn.ClipBlocks;
import org.text2layer.nn.ScriptBlock;
import org.text2layer.nn.weights.ConfigurationFields;

/**
 * What both of CLIP's encoders are: a transformer, and a projection of its result.
 *
 * @param width of one token's or patch's embedding
 * @param innerWidth of the MLPs' hidden layer
 * @param layers transformer layers, 1 to 100
 * @param heads attention heads, which divide the width
 * @param quickGelu OpenAI's approximate activation instead of the exact GELU
 * @param normEpsilon of every layer norm
 * @param projectionWidth of the space that texts and pictures share
 */
public record ClipTransformer(
    int width,
    int innerWidth,
    int layers,
    int heads,
    boolean quickGelu,
    double normEpsilon,
    int projectionWidth) {
  static final int DEFAULT_PROJECTION = 512;
  static final double DEFAULT_EPSILON = 1e-5;
  private static final int MAX_LAYERS = 100;
  private static final Map<String, Boolean> QUICK = Map.of("quick_gelu", true, "gelu", false);

  /** Checks every value. */
  public ClipTransformer {
    if (width < 1 || innerWidth < 1 || projectionWidth < 1 || layers < 1 || layers > MAX_LAYERS) {
      throw new IllegalArgumentException(
          "Expected positive widths and 1 to %s layers but came %s, %s, %s and %s layers: check the configuration."
              .formatted(MAX_LAYERS, width, innerWidth, projectionWidth, layers));
    }
    if (heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "Expected heads that divide the width but came %s heads and width %s: change either."
              .formatted(heads, width));
    }
    if (!(normEpsilon > 0 && normEpsilon < 1)) {
      throw new IllegalArgumentException(
          "Expected a norm epsilon in (0, 1) but came " + normEpsilon + ": 1e-5 is usual.");
    }
  }

  /** Reads transformers' names of the fields; refuses other models and activations. */
  static ClipTransformer of(ConfigurationFields fields, String usualType) {
    String type = fields.text("model_type", usualType);
    String activation = fields.text("hidden_act", "quick_gelu");
    if (!type.startsWith("clip") || !QUICK.containsKey(activation)) {
      throw new IllegalArgumentException(
          "model_type is %s, hidden_act is %s".formatted(type, activation));
    }
    return new ClipTransformer(
        fields.integer("hidden_size"),
        fields.integer("intermediate_size"),
        fields.integer("num_hidden_layers"),
        fields.integer("num_attention_heads"),
        QUICK.get(activation),
        fields.decimal("layer_norm_eps", DEFAULT_EPSILON),
        fields.integer("projection_dim", DEFAULT_PROJECTION));
  }

  void addTo(JsonObject json) {
    json.addProperty("hidden_size", width);
    json.addProperty("intermediate_size", innerWidth);
    json.addProperty("num_hidden_layers", layers);
    json.addProperty("num_attention_heads", heads);
    json.addProperty("hidden_act", quickGelu ? "quick_gelu" : "gelu");
    json.addProperty("layer_norm_eps", normEpsilon);
    json.addProperty("projection_dim", projectionWidth);
  }

  /** One layer; in a causal one, a position sees itself and what comes before. */
  ScriptBlock layer(boolean causal) {
    return ClipBlocks.layer(width, heads, innerWidth, quickGelu, normEpsilon, causal);
  }

  ScriptBlock norm() {
    return ClipBlocks.layerNorm(width, normEpsilon);
  }

  ScriptBlock projection() {
    return ClipBlocks.projection(width, projectionWidth);
  }
}
