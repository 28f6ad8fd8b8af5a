package org.text2layer.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.text2layer.nn.WeightsException;

/**
 * The structure of a UNet as in Stable Diffusion 1.x and 2.x; one entry a level in each list, from
 * the finest to the coarsest.
 *
 * @param sampleSize height and width of the latents it was trained on; others work
 * @param inChannels channels that come in: 4 for latents, 9 for inpainting, 12 for three latents
 * @param outChannels channels of the prediction
 * @param channels width of each level; a multiple of the norm groups
 * @param layersPerBlock residual blocks a level on the way down
 * @param contextWidth width of the text's token embeddings
 * @param heads number of attention heads of each level (diffusers' misnamed attention_head_dim)
 * @param attention whether the level attends to the text
 * @param normGroups groups of every group norm
 * @param linearProjection linear projections around attention (Stable Diffusion 2), not
 *     convolutions (1)
 */
public record UNetConfiguration(
    int sampleSize,
    int inChannels,
    int outChannels,
    List<Integer> channels,
    int layersPerBlock,
    int contextWidth,
    List<Integer> heads,
    List<Boolean> attention,
    int normGroups,
    boolean linearProjection) {
  private static final String CROSS = "CrossAttn";
  private static final String BLOCK = "Block2D";

  /** Checks that the levels agree with each other. */
  public UNetConfiguration {
    channels = List.copyOf(channels);
    heads = List.copyOf(heads);
    attention = List.copyOf(attention);
    if (sampleSize < 1
        || inChannels < 1
        || outChannels < 1
        || layersPerBlock < 1
        || contextWidth < 1) {
      throw new IllegalArgumentException(
          "Expected positive sizes, channels, layers and context width but came %d, %d, %d, %d, %d: check the configuration."
              .formatted(sampleSize, inChannels, outChannels, layersPerBlock, contextWidth));
    }
    if (channels.isEmpty()
        || heads.size() != channels.size()
        || attention.size() != channels.size()) {
      throw new IllegalArgumentException(
          "Expected one width, one number of heads and one attention flag a level but came %s, %s and %s: give lists of equal length."
              .formatted(channels, heads, attention));
    }
    for (int level = 0; level < channels.size(); level++) {
      int width = channels.get(level);
      if (normGroups < 1 || width < 1 || width % normGroups != 0) {
        throw new IllegalArgumentException(
            "Expected widths that are multiples of the %d norm groups but level %d has %d: change either."
                .formatted(normGroups, level, width));
      }
      if (heads.get(level) < 1 || width % heads.get(level) != 0) {
        throw new IllegalArgumentException(
            "Expected heads that divide the width but level %d has %d heads and width %d: change either."
                .formatted(level, heads.get(level), width));
      }
    }
  }

  /** The embedded weights: CaT2I-AE latents of 4 x 32 x 32, MiniLM's embeddings of width 384. */
  public static UNetConfiguration embedded() {
    return new UNetConfiguration(
        32,
        4,
        4,
        List.of(96, 192, 288),
        2,
        384,
        List.of(8, 8, 8),
        List.of(true, true, false),
        32,
        false);
  }

  /**
   * Reads diffusers' config.json of a UNet2DConditionModel.
   *
   * @throws WeightsException if a field is missing or asks for what this structure has not
   */
  public static UNetConfiguration fromJson(JsonObject json) {
    try {
      List<Integer> channels = integers(json, "block_out_channels", 0);
      List<Boolean> attention = new ArrayList<>();
      for (JsonElement type : json.getAsJsonArray("down_block_types")) {
        attention.add(attends(type.getAsString()));
      }
      return new UNetConfiguration(
          json.get("sample_size").getAsInt(),
          json.get("in_channels").getAsInt(),
          json.get("out_channels").getAsInt(),
          channels,
          json.get("layers_per_block").getAsInt(),
          json.get("cross_attention_dim").getAsInt(),
          integers(json, "attention_head_dim", channels.size()),
          attention,
          json.get("norm_num_groups").getAsInt(),
          json.has("use_linear_projection") && json.get("use_linear_projection").getAsBoolean());
    } catch (NullPointerException
        | IllegalStateException
        | ClassCastException
        | UnsupportedOperationException
        | IllegalArgumentException error) {
      throw new WeightsException(
          "Expected diffusers' configuration of a UNet2DConditionModel but it does not fit ("
              + error.getMessage()
              + "): check its config.json.",
          error);
    }
  }

  /** As diffusers writes it. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("_class_name", "UNet2DConditionModel");
    json.addProperty("sample_size", sampleSize);
    json.addProperty("in_channels", inChannels);
    json.addProperty("out_channels", outChannels);
    json.add("block_out_channels", array(channels));
    json.addProperty("layers_per_block", layersPerBlock);
    json.addProperty("cross_attention_dim", contextWidth);
    json.add("attention_head_dim", array(heads));
    json.addProperty("norm_num_groups", normGroups);
    json.addProperty("use_linear_projection", linearProjection);
    JsonArray down = new JsonArray();
    JsonArray up = new JsonArray();
    for (int level = 0; level < levels(); level++) {
      down.add(attention.get(level) ? CROSS + "Down" + BLOCK : "Down" + BLOCK);
      up.add(attention.get(levels() - 1 - level) ? CROSS + "Up" + BLOCK : "Up" + BLOCK);
    }
    json.add("down_block_types", down);
    json.add("up_block_types", up);
    return json;
  }

  private static boolean attends(String type) {
    if (!type.equals(CROSS + "Down" + BLOCK) && !type.equals("Down" + BLOCK)) {
      throw new IllegalArgumentException("down block of type " + type);
    }
    return type.startsWith(CROSS);
  }

  /** A list, or one number for all levels. */
  private static List<Integer> integers(JsonObject json, String name, int levels) {
    JsonElement value = json.get(name);
    if (value.isJsonPrimitive()) {
      return Collections.nCopies(levels, value.getAsInt());
    }
    return value.getAsJsonArray().asList().stream().map(JsonElement::getAsInt).toList();
  }

  private static JsonArray array(List<Integer> numbers) {
    JsonArray array = new JsonArray();
    numbers.forEach(array::add);
    return array;
  }

  int levels() {
    return channels.size();
  }

  int timeWidth() {
    return 4 * channels.get(0);
  }
}
