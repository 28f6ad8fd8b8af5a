package org.text2layer.metrics.layers;

/** Where a mask is neither background nor object: between 0.1 and 0.9. */
public final class SoftEdge {
  private static final float FROM = 0.1f;
  private static final float TO = 0.9f;

  private SoftEdge() {}

  /** Whether a mask's value is within. */
  public static boolean contains(float mask) {
    return isVisible(mask) && mask < TO;
  }

  /** Whether a foreground has a colour there (paper, III-B): within, or in the object. */
  public static boolean isVisible(float mask) {
    return mask > FROM;
  }
}
