package org.text2layer.nn;

/** Convolutions that keep, halve or double height and width. */
public enum Convolutions {
  /** 3x3, same size. */
  KEEP(3, 1, 1, false, false),
  /** 1x1, same size, before and after the latents; its output is in 32 bits. */
  POINTWISE(1, 1, 0, false, false),
  /** 3x3 with stride 2 and padding on all sides, as the UNet halves. */
  HALVE(3, 2, 1, false, false),
  /** 3x3 with stride 2 and padding right and below only, as the autoencoder's encoder halves. */
  HALVE_PADDED_AT_END(3, 2, 0, true, false),
  /** Doubled by nearest neighbour, then 3x3. */
  DOUBLE(3, 1, 1, false, true);

  private final int kernel;
  private final int stride;
  private final int padding;
  private final boolean padEnd;
  private final boolean upsample;

  Convolutions(int kernel, int stride, int padding, boolean padEnd, boolean upsample) {
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    this.padEnd = padEnd;
    this.upsample = upsample;
  }

  /**
   * 1x1 to the mean and the log-variance of latents, the latter held within [-30, 20] as diffusers
   * does; its parameters are "weight" and "bias".
   */
  public static ScriptBlock moments(int latentChannels) {
    int both = 2 * latentChannels;
    return ScriptBlock.script("moments").affine("", both, both, 1, 1).build();
  }

  /** A convolution with bias; its parameters are "weight" and "bias". */
  public ScriptBlock of(int in, int out) {
    return of(in, out, false);
  }

  /**
   * The same, and a pixel's channels lie together in memory from here on, up to the block that ends
   * the network: faster on large pictures with few channels, slower for group norm over a few
   * channels of small ones. Values and shapes are the same.
   */
  public ScriptBlock channelsLast(int in, int out) {
    return of(in, out, true);
  }

  private ScriptBlock of(int in, int out, boolean channelsLast) {
    return ScriptBlock.script("convolution")
        .constant("STRIDE", stride)
        .constant("PADDING", padding)
        .constant("PAD_END", padEnd)
        .constant("UPSAMPLE", upsample)
        .constant("CHANNELS_LAST", channelsLast)
        .constant("LATENTS", this == POINTWISE)
        .affine("", out, in, kernel, kernel)
        .build();
  }
}
