package org.text2layer.model.unet;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.text2layer.nn.weights.ConfigurationFields;
import org.text2layer.nn.weights.WeightsException;

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
  private static final String DOWN = "down_block_types";
  private static final String UP = "up_block_types";
  private static final int MAX_SAMPLE_SIZE = 1_024;
  private static final int MAX_LAYERS = 16;
  private static final int MAX_LEVELS = 8;
  private static final int DEFAULT_GROUPS = 32;
  private static final int FIRST_SIZE = 64;

  /** What Stable Diffusion XL and others set otherwise; null is what is not there. */
  private static final JsonObject ONLY =
      JsonParser.parseString(
              """
              {"_class_name": "UNet2DConditionModel",
               "act_fn": "silu", "norm_eps": 1e-5, "conv_in_kernel": 3, "conv_out_kernel": 3,
               "center_input_sample": false, "downsample_padding": 1, "mid_block_scale_factor": 1,
               "mid_block_type": "UNetMidBlock2DCrossAttn", "mid_block_only_cross_attention": false,
               "flip_sin_to_cos": true, "freq_shift": 0, "time_embedding_type": "positional",
               "time_embedding_dim": null, "time_embedding_act_fn": null,
               "time_cond_proj_dim": null, "timestep_post_act": null,
               "addition_embed_type": null, "class_embed_type": null, "num_class_embeds": null,
               "encoder_hid_dim": null, "encoder_hid_dim_type": null,
               "transformer_layers_per_block": 1, "num_attention_heads": null,
               "attention_type": "default", "only_cross_attention": false,
               "dual_cross_attention": false, "cross_attention_norm": null,
               "resnet_time_scale_shift": "default", "resnet_skip_time_act": false,
               "resnet_out_scale_factor": 1}
              """)
          .getAsJsonObject();

  /** Checks that the levels agree with each other. */
  public UNetConfiguration {
    channels = List.copyOf(channels);
    heads = List.copyOf(heads);
    attention = List.copyOf(attention);
    if (sampleSize < 1
        || sampleSize > MAX_SAMPLE_SIZE
        || inChannels < 1
        || outChannels < 1
        || layersPerBlock < 1
        || layersPerBlock > MAX_LAYERS
        || contextWidth < 1) {
      throw new IllegalArgumentException(
          "Expected a sample size up to 1,024, positive channels, 1 to 16 layers and a positive context width but came %s, %s and %s, %s, %s: check the configuration."
              .formatted(sampleSize, inChannels, outChannels, layersPerBlock, contextWidth));
    }
    if (channels.isEmpty()
        || channels.size() > MAX_LEVELS
        || heads.size() != channels.size()
        || attention.size() != channels.size()) {
      throw new IllegalArgumentException(
          "Expected one width, one number of heads and one attention flag a level, 8 levels at most, but came %s, %s and %s: give lists of equal length."
              .formatted(channels, heads, attention));
    }
    for (int level = 0; level < channels.size(); level++) {
      int width = channels.get(level);
      if (normGroups < 1 || width < 1 || width % normGroups != 0) {
        throw new IllegalArgumentException(
            "Expected widths that are multiples of the %s norm groups but level %s has %s: change either."
                .formatted(normGroups, level, width));
      }
      if (heads.get(level) < 1 || width % heads.get(level) != 0) {
        throw new IllegalArgumentException(
            "Expected heads that divide the width but level %s has %s heads and width %s: change either."
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

  /** Stable Diffusion 1.x, and the paper's denoiser: text from CLIP ViT-L/14. */
  public static UNetConfiguration stableDiffusion1() {
    return new UNetConfiguration(
        64,
        4,
        4,
        List.of(320, 640, 1280, 1280),
        2,
        768,
        List.of(8, 8, 8, 8),
        List.of(true, true, true, false),
        32,
        false);
  }

  /**
   * Reads diffusers' config.json of a UNet2DConditionModel.
   *
   * @throws WeightsException if a field is missing or asks for what this structure has not
   */
  public static UNetConfiguration fromJson(JsonObject json) {
    String source = "diffusers' configuration of a UNet2DConditionModel";
    return ConfigurationFields.read(source, json, ONLY, UNetConfiguration::of);
  }

  private static UNetConfiguration of(ConfigurationFields fields) {
    List<Integer> channels = fields.integers("block_out_channels");
    UNetConfiguration configuration =
        new UNetConfiguration(
            sampleSize(fields),
            fields.integer("in_channels"),
            fields.integer("out_channels"),
            channels,
            fields.integer("layers_per_block"),
            fields.integer("cross_attention_dim"),
            fields.integers("attention_head_dim", channels.size()),
            fields.texts(DOWN).stream().map(UNetConfiguration::attends).toList(),
            fields.integer("norm_num_groups", DEFAULT_GROUPS),
            fields.flag("use_linear_projection"));
    List<String> mirrored = configuration.upBlocks();
    if (fields.has(UP) && !fields.texts(UP).equals(mirrored)) {
      throw new IllegalArgumentException(
          "%s are %s, not %s".formatted(UP, fields.texts(UP), mirrored));
    }
    return configuration;
  }

  /**
   * Stable Diffusion 1's first files give a smaller size than it was trained on, which diffusers'
   * pipelines put right where the file's version says that it is as old.
   */
  private static int sampleSize(ConfigurationFields fields) {
    boolean old = fields.text("_diffusers_version", "").matches("0\\.[0-8](\\..*)?");
    int size = fields.integer("sample_size");
    return old ? Math.max(size, FIRST_SIZE) : size;
  }

  /**
   * The same structure for other latents.
   *
   * @param latentChannels in and out
   * @param size height and width of the latents
   */
  public UNetConfiguration ofLatents(int latentChannels, int size) {
    return new UNetConfiguration(
        size,
        latentChannels,
        latentChannels,
        channels,
        layersPerBlock,
        contextWidth,
        heads,
        attention,
        normGroups,
        linearProjection);
  }

  /** Positions a side of its input that one of the coarsest level covers. */
  public int downscale() {
    return 1 << (channels.size() - 1);
  }

  /** As diffusers writes it. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("_class_name", "UNet2DConditionModel");
    json.addProperty("sample_size", sampleSize);
    json.addProperty("in_channels", inChannels);
    json.addProperty("out_channels", outChannels);
    json.add("block_out_channels", ConfigurationFields.array(channels));
    json.addProperty("layers_per_block", layersPerBlock);
    json.addProperty("cross_attention_dim", contextWidth);
    json.add("attention_head_dim", ConfigurationFields.array(heads));
    json.addProperty("norm_num_groups", normGroups);
    json.addProperty("use_linear_projection", linearProjection);
    json.add(DOWN, ConfigurationFields.array(blocks("Down")));
    json.add(UP, ConfigurationFields.array(upBlocks()));
    return json;
  }

  /** From the finest level to the coarsest. */
  private List<String> blocks(String way) {
    return attention.stream().map(attends -> (attends ? CROSS : "") + way + BLOCK).toList();
  }

  private List<String> upBlocks() {
    List<String> blocks = new ArrayList<>(blocks("Up"));
    Collections.reverse(blocks);
    return blocks;
  }

  private static boolean attends(String type) {
    if (!type.equals(CROSS + "Down" + BLOCK) && !type.equals("Down" + BLOCK)) {
      throw new IllegalArgumentException("down block of type " + type);
    }
    return type.startsWith(CROSS);
  }

  int levels() {
    return channels.size();
  }

  int timeWidth() {
    return 4 * channels.get(0);
  }
}
