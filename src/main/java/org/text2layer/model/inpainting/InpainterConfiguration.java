package org.text2layer.model.inpainting;

import java.util.Objects;

/**
 * How an inpainting network from a file wants a picture and its hole, and what its numbers mean. It
 * has two inputs, "image" (1, 3, height, width), red first, and "mask" (1, 1, height, width), and
 * one output like the image.
 *
 * @param input what the network is given
 * @param size of the input's sides in pixels, or what they are multiples of, 1 to 4,096; of no
 *     meaning to {@link Input#WHOLE}
 * @param context how many pixels around the hole the network sees at least, as far as the picture
 *     goes, 0 to 65,536; of no meaning to {@link Input#WHOLE}
 * @param output what white is in the output
 */
public record InpainterConfiguration(Input input, int size, int context, Output output) {
  private static final int MAX_SIZE = 4_096;
  private static final int MAX_CONTEXT = 65_536;
  private static final int CONTEXT = 128;

  /** What a network is given. */
  public enum Input {
    /**
     * One size alone: a square around the hole, resampled to size x size and back, bicubic in 8
     * bits as Pillow 13 does. Values in [0, 1], and a mask that is 1 in the hole.
     */
    FIXED,
    /**
     * Sides that are multiples of the size: what is around the hole, made up to them by mirroring
     * it at its right and lower edge. What has a side above 2,048 pixels is resampled there and
     * back. Values in [0, 1], and a mask that is 1 in the hole.
     */
    PADDED,
    /**
     * The whole picture in levels of 0 to 255, and a mask that is 0 in the hole and 255 elsewhere:
     * the network cuts out, resamples and joins by itself.
     */
    WHOLE
  }

  /** The range of a network's output. */
  public enum Output {
    /** From 0 to 1. */
    UNIT,
    /** From 0 to 255, as numbers of any kind. */
    LEVELS
  }

  /** Checks every value. */
  public InpainterConfiguration {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(output, "output");
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "Expected a size from 1 to 4096 but came %s: see how the network was exported."
              .formatted(size));
    }
    if (context < 0 || context > MAX_CONTEXT) {
      throw new IllegalArgumentException(
          "Expected a context from 0 to 65536 pixels but came %s: 128 is usual."
              .formatted(context));
    }
  }

  /**
   * LaMa (Suvorov et al. 2022) for sides that are multiples of 8, with an output from 0 to 1: its
   * TorchScript file big-lama.pt, as IOPaint runs it, and ONNX exports that keep their size open.
   */
  public static InpainterConfiguration lama() {
    return new InpainterConfiguration(Input.PADDED, 8, CONTEXT, Output.UNIT);
  }

  /** LaMa exported for 512 x 512 pixels alone, with an output from 0 to 255: Carve's ONNX file. */
  public static InpainterConfiguration lamaFixed() {
    return new InpainterConfiguration(Input.FIXED, 512, CONTEXT, Output.LEVELS);
  }

  /** MI-GAN (Sargsyan et al. 2023) as the pipeline that its own script exports to ONNX. */
  public static InpainterConfiguration miGan() {
    return new InpainterConfiguration(Input.WHOLE, 1, 0, Output.LEVELS);
  }

  /** The same for another size, or for multiples of another. */
  public InpainterConfiguration withSize(int pixels) {
    return new InpainterConfiguration(input, pixels, context, output);
  }

  /** The same with more or less to see around the hole. */
  public InpainterConfiguration withContext(int pixels) {
    return new InpainterConfiguration(input, size, pixels, output);
  }

  /** The same with another range of the output. */
  public InpainterConfiguration withOutput(Output range) {
    return new InpainterConfiguration(input, size, context, range);
  }
}
