package org.text2layer.nn;

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
