package org.text2layer.nn;

/**
 * The blocks of EfficientNet, with the parameter names of timm: TensorFlow's SAME padding (the
 * larger part right and below), batch norm with epsilon 1e-3 on running statistics. And those of
 * the salient object detector's decoder.
 */
public final class ClassifierBlocks {
  private ClassifierBlocks() {}

  /** Convolution without bias, batch norm and ReLU6: "conv_stem" with "bn1", for example. */
  public static ScriptBlock convolutionNorm(
      String convolution, String norm, int in, int out, int kernel, int stride) {
    return ScriptBlock.script("convolution-norm")
        .constant("CONV_weight", convolution + "_weight")
        .constant("NORM_weight", norm + "_weight")
        .constant("NORM_bias", norm + "_bias")
        .constant("NORM_running_mean", norm + "_running_mean")
        .constant("NORM_running_var", norm + "_running_var")
        .constant("KERNEL", kernel)
        .constant("STRIDE", stride)
        .weight(convolution, out, in, kernel, kernel)
        .batchNorm(norm, out)
        .build();
  }

  /** DepthwiseSeparableConv without a skip: depthwise, ReLU6, pointwise. */
  public static ScriptBlock separable(int in, int out, int kernel, int stride) {
    return ScriptBlock.script("separable-block")
        .constant("KERNEL", kernel)
        .constant("STRIDE", stride)
        .weight("conv_dw", in, 1, kernel, kernel)
        .batchNorm("bn1", in)
        .weight("conv_pw", out, in, 1, 1)
        .batchNorm("bn2", out)
        .build();
  }

  /** InvertedResidual of the Lite variants: ReLU6, no squeeze-and-excite. */
  public static ScriptBlock invertedResidual(
      int in, int out, int expanded, int kernel, int stride) {
    return inverted(in, out, expanded, kernel, stride, 0).build();
  }

  /** MBConv of EfficientNet-B0: swish and squeeze-and-excite of the given width. */
  public static ScriptBlock mobileInverted(
      int in, int out, int expanded, int kernel, int stride, int squeezed) {
    return inverted(in, out, expanded, kernel, stride, squeezed)
        .affine("se.conv_reduce", squeezed, expanded, 1, 1)
        .affine("se.conv_expand", expanded, squeezed, 1, 1)
        .build();
  }

  private static ScriptBlock.Builder inverted(
      int in, int out, int expanded, int kernel, int stride, int squeezed) {
    return ScriptBlock.script("inverted-residual")
        .constant("KERNEL", kernel)
        .constant("STRIDE", stride)
        .constant("SWISH", squeezed > 0)
        .constant("SQUEEZE", squeezed > 0)
        .constant("SKIP", stride == 1 && in == out)
        .weight("conv_pw", expanded, in, 1, 1)
        .batchNorm("bn1", expanded)
        .weight("conv_dw", expanded, 1, kernel, kernel)
        .batchNorm("bn2", expanded)
        .weight("conv_pwl", out, expanded, 1, 1)
        .batchNorm("bn3", out);
  }

  /** A linear layer on (batch, inputs). */
  public static ScriptBlock linear(int in, int out) {
    return ScriptBlock.script("linear").affine("", out, in).build();
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
}
