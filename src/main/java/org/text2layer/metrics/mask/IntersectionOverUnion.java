package org.text2layer.metrics.mask;

import org.text2layer.image.Mask;

/** The plain IoU of two masks. */
public final class IntersectionOverUnion {
  private static final int HALF = 128;

  private IntersectionOverUnion() {}

  /**
   * The pixels in both masks by the pixels in either; a pixel is in a mask whose 8-bit level is
   * above 127.5.
   *
   * @return in [0, 1]; 0 if both masks are empty
   * @throws IllegalArgumentException if the sizes differ
   */
  public static double of(Mask truth, Mask predicted) {
    GreyPair.requireSameSize(truth, predicted);
    int[] expected = GreyPair.levels(truth);
    int[] actual = GreyPair.levels(predicted);
    int both = 0;
    int either = 0;
    for (int i = 0; i < actual.length; i++) {
      both += expected[i] >= HALF && actual[i] >= HALF ? 1 : 0;
      either += expected[i] >= HALF || actual[i] >= HALF ? 1 : 0;
    }
    return either == 0 ? 0 : (double) both / either;
  }
}
