package org.text2layer.synth;

import org.text2layer.data.Cropping;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * What the recipe found in a picture before it fills the hole; all of one size.
 *
 * @param picture I, at the working size
 * @param cropping what was cut off to make it square
 * @param mask m, what the detector found
 * @param dilatedMask m̃, the mask grown
 * @param hole what is to be inpainted: 1 where m̃ is above the threshold, 0 elsewhere
 */
public record DetectedObject(
    RgbImage picture, Cropping cropping, Mask mask, Mask dilatedMask, Mask hole) {
  /** Whether nothing was found: the foreground would be black everywhere. */
  public boolean isNothing() {
    return hole.area() == 0;
  }

  /** Whether the hole is the whole picture, so that there is no background to go by. */
  public boolean isEverything() {
    return hole.area() == 1;
  }
}
