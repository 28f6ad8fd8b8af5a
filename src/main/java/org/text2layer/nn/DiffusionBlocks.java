package org.text2layer.nn;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The blocks of latent diffusion's networks, with the parameter names of diffusers. Inputs are
 * (batch, channels, height, width); a context is (batch, positions, width).
 */
public final class DiffusionBlocks {
  private static final double LOG_PERIOD = -Math.log(10_000);

  private DiffusionBlocks() {}

  /**
   * ResnetBlock2D: two times group norm, SiLU and 3x3 convolution, around a shortcut.
   *
   * @param time width of the timestep embedding, the block's second input; 0 for none
   * @param epsilon of both group norms
   */
  public static ScriptBlock resnet(int in, int out, int time, int groups, double epsilon) {
    ScriptBlock.Builder block =
        ScriptBlock.script("resnet-block")
            .constant("GROUPS", groups)
            .constant("EPS", epsilon)
            .constant("TIME", time > 0)
            .constant("SHORTCUT", in != out)
            .norm("norm1", in)
            .affine("conv1", out, in, 3, 3)
            .norm("norm2", out)
            .affine("conv2", out, out, 3, 3);
    if (time > 0) {
      block.inputs("x", "time").affine("time_emb_proj", out, time);
    }
    return in == out ? block.build() : block.affine("conv_shortcut", out, in, 1, 1).build();
  }

  /**
   * Transformer2DModel with one block: self-attention, cross-attention to the context, GEGLU.
   *
   * @param heads number of attention heads; must divide the channels
   * @param context width of the context, the block's second input
   * @param linear true for linear projections (Stable Diffusion 2), false for 1x1 convolutions (1)
   */
  public static ScriptBlock transformer(
      int channels, int heads, int context, int groups, boolean linear) {
    long[] projection =
        linear ? new long[] {channels, channels} : new long[] {channels, channels, 1, 1};
    String inner = "transformer_blocks.0.";
    return ScriptBlock.script("transformer")
        .inputs("x", "context")
        .constant("SHARED", false)
        .constant("GROUPS", groups)
        .constant("CHANNELS", channels)
        .constant("HEADS", heads)
        .norm("norm", channels)
        .affine("proj_in", projection)
        .norm(inner + "norm1", channels)
        .weight(inner + "attn1.to_q", channels, channels)
        .weight(inner + "attn1.to_k", channels, channels)
        .weight(inner + "attn1.to_v", channels, channels)
        .affine(inner + "attn1.to_out.0", channels, channels)
        .norm(inner + "norm2", channels)
        .weight(inner + "attn2.to_q", channels, channels)
        .weight(inner + "attn2.to_k", channels, context)
        .weight(inner + "attn2.to_v", channels, context)
        .affine(inner + "attn2.to_out.0", channels, channels)
        .norm(inner + "norm3", channels)
        .affine(inner + "ff.net.0.proj", 8L * channels, channels)
        .affine(inner + "ff.net.2", channels, 4L * channels)
        .affine("proj_out", projection)
        .build();
  }

  /**
   * A transformer as LayerDiffuse's frames attend (arXiv 2402.17113): each with low-rank parts of
   * its own in the linear layers of both attentions, and then over the frames at each position. Its
   * parameters are named "attn1.to_q_lora.0.down.weight" to "attn2.temporal_o.bias", its inputs are
   * the transformer's, then the transformer's own parameters. Rows are (picture, frame), the frame
   * is the faster index.
   *
   * @param own a {@link #transformer} that it stands in for
   * @param rank of the low-rank parts
   */
  public static ScriptBlock sharingTransformer(ScriptBlock own, int frames, int rank) {
    ScriptBlock.Builder block = own.adapted().constant("SHARED", true).constant("FRAMES", frames);
    for (String attention : List.of("attn1", "attn2")) {
      for (String layer : List.of("to_q", "to_k", "to_v", "to_out")) {
        String weight = layer.equals("to_out") ? "to_out.0" : layer;
        Shape shape =
            own.namedParameters()
                .get("transformer_blocks.0.%s.%s.weight".formatted(attention, weight))
                .getShape();
        String lowRank = attention + "." + layer;
        factors(block, lowRank, "down", frames, rank, shape.get(1));
        factors(block, lowRank, "up", frames, shape.get(0), rank);
      }
      long channels = own.namedParameters().get("norm.weight").getShape().get(0);
      block.norm(attention + ".temporal_n", channels);
      for (String layer : List.of("i", "q", "k", "v", "o")) {
        block.affine(attention + ".temporal_" + layer, channels, channels);
      }
    }
    return block.build();
  }

  /** One a frame; the script's list of them is a constant, "ATTN1_TO_Q_DOWN". */
  private static void factors(
      ScriptBlock.Builder block, String layer, String factor, int frames, long... shape) {
    List<String> arguments = new ArrayList<>();
    for (int frame = 0; frame < frames; frame++) {
      String name = "%s_lora.%s.%s".formatted(layer, frame, factor);
      block.weight(name, shape);
      arguments.add(ScriptBlock.argumentName(name + ".weight"));
    }
    String constant = (layer + "." + factor).replace('.', '_').toUpperCase(Locale.ROOT);
    block.constant(constant, arguments);
  }

  /**
   * Attention over all positions around a shortcut, group norm before it.
   *
   * @param heads number of attention heads: one in the autoencoder; must divide the channels
   */
  public static ScriptBlock attention(int channels, int heads, int groups, double epsilon) {
    return ScriptBlock.script("attention-block")
        .constant("HEADS", heads)
        .constant("GROUPS", groups)
        .constant("EPS", epsilon)
        .norm("group_norm", channels)
        .affine("to_q", channels, channels)
        .affine("to_k", channels, channels)
        .affine("to_v", channels, channels)
        .affine("to_out.0", channels, channels)
        .build();
  }

  /** Sinusoids of the timesteps (batch), then linear, SiLU, linear: (batch, 4 x channels). */
  public static ScriptBlock timestepEmbedding(int channels) {
    return ScriptBlock.script("timestep-embedding")
        .constant("HALF", channels / 2)
        .constant("LOG_PERIOD", LOG_PERIOD)
        .affine("linear_1", 4L * channels, channels)
        .affine("linear_2", 4L * channels, 4L * channels)
        .build();
  }

  /** Group norm, SiLU and a 3x3 convolution to the output channels. */
  public static ScriptBlock output(int channels, int out, int groups, double epsilon) {
    return end(channels, groups, epsilon, true).affine("conv_out", out, channels, 3, 3).build();
  }

  /** Group norm and SiLU alone: where heads follow instead of one convolution. */
  public static ScriptBlock normalizedOutput(int channels, int groups, double epsilon) {
    return end(channels, groups, epsilon, false).build();
  }

  private static ScriptBlock.Builder end(
      int channels, int groups, double epsilon, boolean convolution) {
    return ScriptBlock.script("output")
        .constant("GROUPS", groups)
        .constant("EPS", epsilon)
        .constant("CONVOLUTION", convolution)
        .norm("conv_norm_out", channels);
  }

  /** A prediction head of CaT2I-AE: convolution, batch norm, ReLU, convolution (paper, IV-B). */
  public static ScriptBlock head(int channels, int out) {
    return ScriptBlock.script("head")
        .affine("0", channels, channels, 3, 3)
        .batchNorm("1", channels)
        .affine("3", out, channels, 3, 3)
        .build();
  }
}
