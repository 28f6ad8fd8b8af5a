package org.text2layer.synth;

import java.util.Objects;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * What the recipe makes of one captioned picture, with every step to look at; all of one size.
 *
 * @param caption the picture's own
 * @param picture I, at the working size
 * @param mask m, what the detector found
 * @param foreground F: the picture where m is above the threshold, black elsewhere
 * @param dilatedMask m̃, the mask grown
 * @param hole what was inpainted: 1 where m̃ is above the threshold, 0 elsewhere
 * @param background B: the picture, inpainted in the hole
 */
public record SynthesizedSample(
    String caption,
    RgbImage picture,
    Mask mask,
    RgbImage foreground,
    Mask dilatedMask,
    Mask hole,
    RgbImage background) {
  /** Checks that nothing is missing; sizes are checked where layers are joined. */
  public SynthesizedSample {
    Objects.requireNonNull(caption, "caption");
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(mask, "mask");
    Objects.requireNonNull(foreground, "foreground");
    Objects.requireNonNull(dilatedMask, "dilatedMask");
    Objects.requireNonNull(hole, "hole");
    Objects.requireNonNull(background, "background");
  }

  /** (F, B, m) with the caption and the picture: a sample to learn from. */
  public LayeredSample toLayeredSample() {
    return new LayeredSample(caption, picture, layers());
  }

  /** (F, B, m). */
  public LayeredImage layers() {
    return LayeredImage.twoLayer(foreground, background, mask);
  }
}
