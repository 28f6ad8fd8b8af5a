package org.text2layer.model.autoencoder;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.text2layer.nn.weights.ConfigurationFields;
import org.text2layer.nn.weights.WeightsException;

/**
 * The structure of latent diffusion's autoencoder (diffusers' AutoencoderKL), for plain and for
 * layered pictures.
 *
 * @param inChannels channels of the encoder's input: 3 for pictures, 7 for a layer over a
 *     background, 4N + 3 for N
 * @param channels width of each level, finest first; each level but the last halves the picture
 * @param layersPerBlock residual blocks a level on the way down; one more on the way up
 * @param latentChannels channels of the latent
 * @param normGroups groups of every group norm
 * @param latentScale the diffusion model sees mean x latentScale
 */
public record AutoencoderConfiguration(
    int inChannels,
    List<Integer> channels,
    int layersPerBlock,
    int latentChannels,
    int normGroups,
    double latentScale) {
  /** diffusers leaves the scale out where it is that of Stable Diffusion. */
  private static final double STABLE_DIFFUSION = 0.18215;

  private static final int LAYERED = LayerLayout.layered().channels();
  private static final int PLAIN = LayerLayout.picture().channels();
  private static final int MAX_LEVELS = 8;
  private static final int DEFAULT_GROUPS = 32;
  private static final int MAX_LAYERS = 16;

  /** What the autoencoders of other models set otherwise; null is what is not there. */
  private static final JsonObject ONLY =
      JsonParser.parseString(
              """
              {"_class_name": "AutoencoderKL", "act_fn": "silu", "mid_block_add_attention": true,
               "use_quant_conv": true, "use_post_quant_conv": true, "shift_factor": null,
               "latents_mean": null, "latents_std": null}
              """)
          .getAsJsonObject();

  /** Checks that the widths fit the groups. */
  public AutoencoderConfiguration {
    channels = List.copyOf(channels);
    if (inChannels < 1
        || layersPerBlock < 1
        || layersPerBlock > MAX_LAYERS
        || latentChannels < 1
        || channels.isEmpty()
        || channels.size() > MAX_LEVELS) {
      throw new IllegalArgumentException(
          "Expected positive channels, 1 to 8 levels and 1 to 16 layers but came %s input channels, levels %s, %s layers, %s latent channels: check the configuration."
              .formatted(inChannels, channels, layersPerBlock, latentChannels));
    }
    for (int width : channels) {
      if (normGroups < 1 || width < 1 || width % normGroups != 0) {
        throw new IllegalArgumentException(
            "Expected widths that are multiples of the %s norm groups but came %s: change either."
                .formatted(normGroups, channels));
      }
    }
    if (!(latentScale > 0) || Double.isInfinite(latentScale)) {
      throw new IllegalArgumentException(
          "Expected a positive latent scale but came "
              + latentScale
              + ": check the configuration.");
    }
  }

  /** The embedded CaT2I-AE: foreground, background and mask of 256 x 256 as 4 x 32 x 32. */
  public static AutoencoderConfiguration embedded() {
    return new AutoencoderConfiguration(
        LAYERED, List.of(32, 64, 128, 128), 2, 4, 8, 0.8386855985784569);
  }

  /** Stable Diffusion's autoencoder of plain pictures (the paper's SD-AE). */
  public static AutoencoderConfiguration stableDiffusion() {
    return new AutoencoderConfiguration(
        PLAIN, List.of(128, 256, 512, 512), 2, 4, DEFAULT_GROUPS, STABLE_DIFFUSION);
  }

  /**
   * The paper's CaT2I-AE: Stable Diffusion's widths, two layers; its latents' scale is 1 until
   * measured.
   */
  public static AutoencoderConfiguration paper() {
    return new AutoencoderConfiguration(
        LAYERED, List.of(128, 256, 512, 512), 2, 4, DEFAULT_GROUPS, 1);
  }

  /**
   * Reads diffusers' config.json of an AutoencoderKL.
   *
   * @throws WeightsException if a field is missing or asks for what this structure has not
   */
  public static AutoencoderConfiguration fromJson(JsonObject json) {
    String source = "diffusers' configuration of an AutoencoderKL";
    return ConfigurationFields.read(source, json, ONLY, AutoencoderConfiguration::of);
  }

  private static AutoencoderConfiguration of(ConfigurationFields fields) {
    return new AutoencoderConfiguration(
        fields.integer("in_channels"),
        fields.integers("block_out_channels"),
        fields.integer("layers_per_block"),
        fields.integer("latent_channels"),
        fields.integer("norm_num_groups", DEFAULT_GROUPS),
        fields.decimal("scaling_factor", STABLE_DIFFUSION));
  }

  /** As diffusers names the fields. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("in_channels", inChannels);
    json.add("block_out_channels", ConfigurationFields.array(channels));
    json.addProperty("layers_per_block", layersPerBlock);
    json.addProperty("latent_channels", latentChannels);
    json.addProperty("norm_num_groups", normGroups);
    json.addProperty("scaling_factor", latentScale);
    return json;
  }

  /** The same structure for what another layout of layers has in its channels. */
  public AutoencoderConfiguration withLayout(LayerLayout layout) {
    return new AutoencoderConfiguration(
        layout.channels(), channels, layersPerBlock, latentChannels, normGroups, latentScale);
  }

  /** The same with another latent scale, above 0. */
  public AutoencoderConfiguration withLatentScale(double scale) {
    return new AutoencoderConfiguration(
        inChannels, channels, layersPerBlock, latentChannels, normGroups, scale);
  }

  /** Pixels a side that one latent position covers. */
  public int downscale() {
    return 1 << (channels.size() - 1);
  }

  /** Whether it reads layers over a background, and not plain pictures. */
  public boolean isLayered() {
    return LayerLayout.ofChannels(inChannels).filter(layout -> layout.layers() > 0).isPresent();
  }

  /**
   * What its input channels are.
   *
   * @throws IllegalArgumentException if there is no layout of so many
   */
  public LayerLayout layout() {
    return LayerLayout.ofChannels(inChannels)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected 3 input channels of a plain picture or 4N + 3 of N layers over a background but the configuration has %s: correct it."
                        .formatted(inChannels)));
  }

  int widest() {
    return channels.get(channels.size() - 1);
  }
}
