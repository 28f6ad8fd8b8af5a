package org.text2layer.synth.quality.defect;

import java.util.Optional;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * A sample whose defect was made, beside what it was made from.
 *
 * @param sample what a filter sees
 * @param defect what was done to it; empty if it is good
 * @param truth the same picture with its true mask and background
 */
public record ControlledSample(LayeredSample sample, Optional<Defect> defect, LayeredSample truth) {
  /** As the recipe's (III-B). */
  private static final float VISIBLE = 0.1f;

  /** A sample with another picture, mask and background, whose foreground the mask cuts out. */
  static LayeredSample cut(String caption, RgbImage picture, Mask mask, RgbImage background) {
    RgbImage foreground = picture.where(mask, VISIBLE);
    return new LayeredSample(caption, picture, LayeredImage.twoLayer(foreground, background, mask));
  }

  /** The sample with its label, for training and measuring. */
  public LabelledSample labelled(String filter) {
    return new LabelledSample(sample, filter, defect);
  }
}
