package org.text2layer.model;

import java.util.List;
import java.util.Objects;
import org.text2layer.image.Resampling;

/**
 * How a salient object network from a file wants its pictures, and what its output means. The input
 * is one array (1, 3, height, width) of (value / divisor − mean) / deviation. Pictures are
 * resampled in 8 bits, as Pillow 13 does, and masks have 256 levels, rounded down, as the networks'
 * own code makes them.
 *
 * @param width of the input in pixels, 1 to 4,096
 * @param height of the input in pixels, 1 to 4,096
 * @param filter how pictures are resampled to that size
 * @param order of the colours along the channel axis; mean and deviation follow it
 * @param divisor what a picture's levels are divided by
 * @param mean three numbers, for values in [0, 1]
 * @param deviation three positive numbers
 * @param output which of the network's outputs is the mask, from 0
 * @param activation from the output to a mask in [0, 1]
 * @param maskResizing from the network's size back to the picture's
 */
public record DetectorConfiguration(
    int width,
    int height,
    Resampling filter,
    ChannelOrder order,
    Divisor divisor,
    List<Float> mean,
    List<Float> deviation,
    int output,
    Activation activation,
    MaskResizing maskResizing) {
  private static final int MAX_SIDE = 4_096;
  private static final int MAX_OUTPUT = 1_000;
  private static final List<Float> IMAGENET_MEAN = List.of(0.485f, 0.456f, 0.406f);
  private static final List<Float> IMAGENET_DEVIATION = List.of(0.229f, 0.224f, 0.225f);
  private static final List<Float> GREY = List.of(0.5f, 0.5f, 0.5f);
  private static final List<Float> ONE = List.of(1f, 1f, 1f);

  /** The order of the colours. */
  public enum ChannelOrder {
    /** Red first: Pillow and PyTorch. */
    RGB,
    /** Blue first: OpenCV. */
    BGR
  }

  /** What the levels of a resampled picture are divided by. */
  public enum Divisor {
    /** 255, so that white is 1. */
    WHITE,
    /** The largest level of all its pixels and colours, so that each picture reaches 1: rembg. */
    OWN_MAXIMUM
  }

  /**
   * What turns the network's output into a mask. What is outside [0, 1] is clamped. A map that is
   * the same everywhere cannot be stretched and is taken as it is.
   */
  public enum Activation {
    /** Nothing: it is in [0, 1] already. */
    NONE(false, false),
    /** It is a logit. */
    SIGMOID(true, false),
    /** Stretched so that its smallest value becomes 0 and its largest 1. */
    MIN_MAX(false, true),
    /** It is a logit, and its sigmoid is stretched. */
    SIGMOID_MIN_MAX(true, true);

    private final boolean logit;
    private final boolean stretched;

    Activation(boolean logit, boolean stretched) {
      this.logit = logit;
      this.stretched = stretched;
    }

    /** Whether a sigmoid comes first. */
    boolean logit() {
      return logit;
    }

    /** Whether the values are stretched, at last. */
    boolean stretched() {
      return stretched;
    }
  }

  /** How a mask comes from the network's size to the picture's. */
  public enum MaskResizing {
    /** Its 256 levels with Pillow's Lanczos filter: rembg. */
    LANCZOS,
    /** Its 256 levels with Pillow's bicubic filter, the default of Pillow: BiRefNet's card. */
    BICUBIC,
    /**
     * In floating point and not antialiased, as PyTorch's interpolate; stretched only then, and
     * rounded: BEN2.
     */
    INTERPOLATED
  }

  /** Checks every value. */
  public DetectorConfiguration {
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(order, "order");
    Objects.requireNonNull(divisor, "divisor");
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(maskResizing, "maskResizing");
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "Expected an input size from 1x1 to 4096x4096 but came %sx%s: see how the network was trained."
              .formatted(width, height));
    }
    if (mean.size() != 3
        || deviation.size() != 3
        || !mean.stream().allMatch(Float::isFinite)
        || !deviation.stream().allMatch(value -> value > 0 && Float.isFinite(value))) {
      throw new IllegalArgumentException(
          "Expected three means and three positive deviations, for values in [0, 1], but came %s and %s: divide those for 0 to 255 by 255."
              .formatted(mean, deviation));
    }
    if (output < 0 || output > MAX_OUTPUT) {
      throw new IllegalArgumentException(
          "Expected the number of an output from 0 to 1000 but came "
              + output
              + ": 0 is the first.");
    }
  }

  /** ImageNet's means and deviations, bilinear, the first output as a logit, bicubic back. */
  public static DetectorConfiguration imageNet(int size) {
    return new DetectorConfiguration(
        size,
        size,
        Resampling.BILINEAR,
        ChannelOrder.RGB,
        Divisor.WHITE,
        IMAGENET_MEAN,
        IMAGENET_DEVIATION,
        0,
        Activation.SIGMOID,
        MaskResizing.BICUBIC);
  }

  /** What all sessions of rembg 2.0.86 share: Lanczos both ways, the picture's own maximum. */
  private static DetectorConfiguration rembg(
      int size, List<Float> mean, List<Float> deviation, Activation activation) {
    return new DetectorConfiguration(
        size,
        size,
        Resampling.LANCZOS,
        ChannelOrder.RGB,
        Divisor.OWN_MAXIMUM,
        mean,
        deviation,
        0,
        activation,
        MaskResizing.LANCZOS);
  }

  /**
   * U²-Net (Qin et al. 2020) as rembg runs it, 320 x 320: its u2net, the small u2netp, people's
   * u2net_human_seg, and silueta.
   */
  public static DetectorConfiguration u2Net() {
    return rembg(320, IMAGENET_MEAN, IMAGENET_DEVIATION, Activation.MIN_MAX);
  }

  /**
   * IS-Net (Qin et al. 2022) as rembg runs it, 1024 x 1024: its isnet-general-use, and BEN's files
   * in its ben_custom.
   */
  public static DetectorConfiguration isNet() {
    return rembg(1024, GREY, ONE, Activation.MIN_MAX);
  }

  /** IS-Net for drawn characters as rembg runs it, 1024 x 1024: its isnet-anime. */
  public static DetectorConfiguration isNetAnime() {
    return rembg(1024, IMAGENET_MEAN, ONE, Activation.MIN_MAX);
  }

  /**
   * BiRefNet (Zheng et al. 2024) as rembg runs it, 1024 x 1024: its birefnet-general,
   * -general-lite, -portrait, -dis, -hrsod, -cod and -massive.
   */
  public static DetectorConfiguration biRefNet() {
    return rembg(1024, IMAGENET_MEAN, IMAGENET_DEVIATION, Activation.SIGMOID_MIN_MAX);
  }

  /** BiRefNet as its own model card runs it, 1024 x 1024: not stretched. */
  public static DetectorConfiguration biRefNetModelCard() {
    return imageNet(1024);
  }

  /** BEN2 as its own code runs it, 1024 x 1024. */
  public static DetectorConfiguration ben2() {
    return new DetectorConfiguration(
        1024,
        1024,
        Resampling.LANCZOS,
        ChannelOrder.RGB,
        Divisor.WHITE,
        IMAGENET_MEAN,
        IMAGENET_DEVIATION,
        0,
        Activation.MIN_MAX,
        MaskResizing.INTERPOLATED);
  }

  /**
   * BRIA's RMBG 2.0 as rembg runs it, 1024 x 1024: its bria-rmbg. Its weights are for
   * non-commercial use, unless one has an agreement with BRIA (its README).
   */
  public static DetectorConfiguration briaRmbgNonCommercial() {
    return rembg(1024, IMAGENET_MEAN, IMAGENET_DEVIATION, Activation.MIN_MAX);
  }

  /**
   * The same for a network that takes other sizes than the one it was trained with.
   *
   * @throws IllegalArgumentException if a side is outside 1 to 4,096
   */
  public DetectorConfiguration withSize(int newWidth, int newHeight) {
    return new DetectorConfiguration(
        newWidth,
        newHeight,
        filter,
        order,
        divisor,
        mean,
        deviation,
        output,
        activation,
        maskResizing);
  }

  /** The same with another output, from 0. */
  public DetectorConfiguration withOutput(int number) {
    return new DetectorConfiguration(
        width, height, filter, order, divisor, mean, deviation, number, activation, maskResizing);
  }

  /** The same with another meaning of the output. */
  public DetectorConfiguration withActivation(Activation other) {
    return new DetectorConfiguration(
        width, height, filter, order, divisor, mean, deviation, output, other, maskResizing);
  }
}
