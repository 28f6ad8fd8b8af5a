package org.text2layer.nn;

/**
 * The blocks of EfficientNet in a {@link MobileStyle}, with the parameter names of timm; batch norm
 * is on running statistics. And those of the salient object detector's decoder and of PatchGAN.
 */
public final class ClassifierBlocks {
  private ClassifierBlocks() {}

  /** Convolution without bias, batch norm and activation: "conv_stem" with "bn1", for example. */
  public static ScriptBlock convolutionNorm(
      MobileStyle style, String convolution, String norm, int in, int out, int kernel, int stride) {
    return styled("convolution-norm", style, kernel, stride)
        .constant("CONV_weight", convolution + "_weight")
        .constant("NORM_weight", norm + "_weight")
        .constant("NORM_bias", norm + "_bias")
        .constant("NORM_running_mean", norm + "_running_mean")
        .constant("NORM_running_var", norm + "_running_var")
        .weight(convolution, out, in, kernel, kernel)
        .batchNorm(norm, out)
        .build();
  }

  /**
   * DepthwiseSeparableConv without a skip: depthwise, activation, pointwise.
   *
   * @param squeezed width of squeeze-and-excite; 0 for none
   */
  public static ScriptBlock separable(
      MobileStyle style, int in, int out, int kernel, int stride, int squeezed) {
    ScriptBlock.Builder block =
        styled("separable-block", style, kernel, stride)
            .weight("conv_dw", in, 1, kernel, kernel)
            .batchNorm("bn1", in)
            .weight("conv_pw", out, in, 1, 1)
            .batchNorm("bn2", out);
    return squeezing(block, in, squeezed).build();
  }

  /**
   * InvertedResidual (MBConv): pointwise to the expanded width, depthwise, pointwise; skipped where
   * the shape stays.
   *
   * @param squeezed width of squeeze-and-excite; 0 for none
   */
  public static ScriptBlock invertedResidual(
      MobileStyle style, int in, int out, int expanded, int kernel, int stride, int squeezed) {
    ScriptBlock.Builder block =
        styled("inverted-residual", style, kernel, stride)
            .constant("SKIP", stride == 1 && in == out)
            .weight("conv_pw", expanded, in, 1, 1)
            .batchNorm("bn1", expanded)
            .weight("conv_dw", expanded, 1, kernel, kernel)
            .batchNorm("bn2", expanded)
            .weight("conv_pwl", out, expanded, 1, 1)
            .batchNorm("bn3", out);
    return squeezing(block, expanded, squeezed).build();
  }

  private static ScriptBlock.Builder styled(
      String script, MobileStyle style, int kernel, int stride) {
    return ScriptBlock.script(script)
        .constant("KERNEL", kernel)
        .constant("STRIDE", stride)
        .constant("SWISH", style.swish())
        .constant("SAME", style.samePadding())
        .constant("EPSILON", style.epsilon());
  }

  private static ScriptBlock.Builder squeezing(ScriptBlock.Builder block, int width, int squeezed) {
    block.constant("SQUEEZE", squeezed > 0);
    return squeezed == 0
        ? block
        : block
            .affine("se.conv_reduce", squeezed, width, 1, 1)
            .affine("se.conv_expand", width, squeezed, 1, 1);
  }

  /** A layer of VGG: 3x3 convolution and ReLU; halved by 2x2 maxima before, if wanted. */
  public static ScriptBlock convolutionRelu(int in, int out, boolean halve) {
    return ScriptBlock.script("convolution-relu")
        .constant("POOL", halve)
        .affine("", out, in, 3, 3)
        .build();
  }

  /** A linear layer on (batch, inputs). */
  public static ScriptBlock linear(int in, int out) {
    return ScriptBlock.script("linear").affine("", out, in).build();
  }

  /**
   * A layer of a PatchGAN: 4x4 convolution with padding 1, batch norm or a bias, LeakyReLU 0.2. Its
   * parameters are named by their place in a sequence: "2.weight" with batch norm "3.weight", for
   * example.
   *
   * @param place of the convolution in the sequence
   * @param normalized batch norm in place of the bias
   */
  public static ScriptBlock patch(int place, int in, int out, int stride, boolean normalized) {
    if (!normalized) {
      return patch(place, stride, true).affine(name(place), out, in, 4, 4).build();
    }
    String norm = argument(place + 1);
    return ScriptBlock.script("patch-norm")
        .constant("STRIDE", stride)
        .constant("CONV_weight", argument(place) + "weight")
        .constant("NORM_weight", norm + "weight")
        .constant("NORM_bias", norm + "bias")
        .constant("NORM_running_mean", norm + "running_mean")
        .constant("NORM_running_var", norm + "running_var")
        .weight(name(place), out, in, 4, 4)
        .batchNorm(name(place + 1), out)
        .build();
  }

  /** The last layer of a PatchGAN: 4x4 convolution to one logit a patch. */
  public static ScriptBlock patchLogits(int place, int in) {
    return patch(place, 1, false).affine(name(place), 1, in, 4, 4).build();
  }

  private static ScriptBlock.Builder patch(int place, int stride, boolean activation) {
    return ScriptBlock.script("patch")
        .constant("STRIDE", stride)
        .constant("ACTIVATION", activation)
        .constant("CONV_weight", argument(place) + "weight")
        .constant("CONV_bias", argument(place) + "bias");
  }

  private static String name(int place) {
    return Integer.toString(place);
  }

  private static String argument(int place) {
    return "_" + place + "_";
  }

  /** One step of the mask decoder: up to the second input's size, concatenate, convolve twice. */
  public static ScriptBlock maskDecoder(int in, int stage, int out) {
    return ScriptBlock.script("mask-decoder-block")
        .inputs("x", "stage")
        .weight("0", out, (long) in + stage, 3, 3)
        .batchNorm("1", out)
        .weight("3", out, out, 3, 3)
        .batchNorm("4", out)
        .build();
  }

  /** A soft mask (batch, 1, 2 x height, 2 x width) in [0, 1]. */
  public static ScriptBlock maskOutput(int channels) {
    return ScriptBlock.script("mask-output").affine("", 1, channels, 3, 3).build();
  }

  /**
   * How the variants of EfficientNet differ besides their widths.
   *
   * @param swish x · sigmoid(x) after convolutions, or ReLU6
   * @param samePadding TensorFlow's SAME (the larger part right and below), or as much on all sides
   * @param epsilon of batch norm
   */
  public record MobileStyle(boolean swish, boolean samePadding, double epsilon) {
    /** The Lite variants, trained in TensorFlow: ReLU6. */
    public static final MobileStyle TENSORFLOW_LITE = new MobileStyle(false, true, 1e-3);

    /** The original networks, trained in TensorFlow. */
    public static final MobileStyle TENSORFLOW = new MobileStyle(true, true, 1e-3);

    /** The original networks, trained in PyTorch. */
    public static final MobileStyle TORCH = new MobileStyle(true, false, 1e-5);

    /** Checks epsilon. */
    public MobileStyle {
      if (!(epsilon > 0)) {
        throw new IllegalArgumentException(
            "Expected a batch norm's epsilon above 0 but came " + epsilon + ": 1e-3 is usual.");
      }
    }
  }
}
