package org.text2layer.model;

import java.util.List;
import java.util.Objects;
import org.text2layer.image.Resampling;

/**
 * How a salient object network from a file wants its pictures, and what its output means. The input
 * is one array (1, 3, height, width) of (value − mean) / deviation, with values in [0, 1].
 *
 * @param width of the input in pixels, 1 to 4,096
 * @param height of the input in pixels, 1 to 4,096
 * @param filter how pictures are resampled to that size
 * @param order of the colours along the channel axis; mean and deviation follow it
 * @param mean three numbers, for values in [0, 1]
 * @param deviation three positive numbers
 * @param output which of the network's outputs is the mask, from 0
 * @param activation from the output to a mask in [0, 1]
 */
public record DetectorConfiguration(
    int width,
    int height,
    Resampling filter,
    ChannelOrder order,
    List<Float> mean,
    List<Float> deviation,
    int output,
    Activation activation) {
  private static final int MAX_SIDE = 4_096;
  private static final int MAX_OUTPUT = 1_000;
  private static final List<Float> IMAGENET_MEAN = List.of(0.485f, 0.456f, 0.406f);
  private static final List<Float> IMAGENET_DEVIATION = List.of(0.229f, 0.224f, 0.225f);

  /** The order of the colours. */
  public enum ChannelOrder {
    /** Red first: Pillow and PyTorch. */
    RGB,
    /** Blue first: OpenCV. */
    BGR
  }

  /** What turns the network's output into a mask. */
  public enum Activation {
    /** Nothing: it is in [0, 1] already; what is outside is clamped. */
    NONE,
    /** It is a logit. */
    SIGMOID,
    /** Stretched so that its smallest value becomes 0 and its largest 1. */
    MIN_MAX
  }

  /** Checks every value. */
  public DetectorConfiguration {
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(order, "order");
    Objects.requireNonNull(activation, "activation");
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

  /** ImageNet's means and deviations, bilinear, the first output as a logit. */
  public static DetectorConfiguration imageNet(int size) {
    return of(size, ChannelOrder.RGB, IMAGENET_MEAN, IMAGENET_DEVIATION, 0, Activation.SIGMOID);
  }

  private static DetectorConfiguration of(
      int size,
      ChannelOrder order,
      List<Float> mean,
      List<Float> deviation,
      int output,
      Activation activation) {
    return new DetectorConfiguration(
        size, size, Resampling.BILINEAR, order, mean, deviation, output, activation);
  }

  /** U²-Net (Qin et al. 2020): 320 x 320; its own code stretches the output. */
  public static DetectorConfiguration u2Net() {
    return imageNet(320).withActivation(Activation.MIN_MAX);
  }

  /** IS-Net (Qin et al. 2022): 1024 x 1024, centred at grey; its own code stretches the output. */
  public static DetectorConfiguration isNet() {
    List<Float> grey = List.of(0.5f, 0.5f, 0.5f);
    return of(1024, ChannelOrder.RGB, grey, List.of(1f, 1f, 1f), 0, Activation.MIN_MAX);
  }

  /** BiRefNet (Zheng et al. 2024): 1024 x 1024, a logit. */
  public static DetectorConfiguration biRefNet() {
    return imageNet(1024);
  }

  /**
   * ICON (Zhuge et al. 2022), the paper's detector, as its own test.py runs it: blue first, the
   * last of four masks, a logit. Its resampling is not antialiased, this one is.
   *
   * @param size 352, or 384 for the variants on Swin and PVT
   */
  public static DetectorConfiguration icon(int size) {
    return of(
        size,
        ChannelOrder.BGR,
        List.of(124.55f / 255, 118.90f / 255, 102.94f / 255),
        List.of(56.77f / 255, 55.97f / 255, 57.50f / 255),
        3,
        Activation.SIGMOID);
  }

  /** The same with another output, from 0. */
  public DetectorConfiguration withOutput(int number) {
    return new DetectorConfiguration(
        width, height, filter, order, mean, deviation, number, activation);
  }

  /** The same with another meaning of the output. */
  public DetectorConfiguration withActivation(Activation other) {
    return new DetectorConfiguration(width, height, filter, order, mean, deviation, output, other);
  }
}
