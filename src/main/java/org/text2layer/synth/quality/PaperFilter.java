package org.text2layer.synth.quality;

import java.util.List;
import java.util.Locale;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * The paper's two quality filters (III-D), which ship with the jar: the pictures that each of them
 * sees. Controlled defects are made for these; any other filter is known by its name alone.
 */
public enum PaperFilter {
  /**
   * Is the mask good? Sees the picture, what the mask cuts out of it, and what the mask leaves: a
   * missing part of the object shows best in the last.
   */
  MASK(3) {
    @Override
    List<RgbImage> views(LayeredSample sample) {
      RgbImage picture = sample.picture();
      Mask mask = sample.layers().mask();
      return List.of(picture, onGrey(picture, mask), onGrey(picture, mask.inverted()));
    }
  },
  /** Is the inpainted background good? Sees it alone. */
  INPAINTING(1) {
    @Override
    List<RgbImage> views(LayeredSample sample) {
      return List.of(sample.layers().background());
    }
  };

  private static final float GREY = 0.5f;

  private final int viewCount;

  PaperFilter(int viewCount) {
    this.viewCount = viewCount;
  }

  /** How many views there are. */
  int viewCount() {
    return viewCount;
  }

  /** The pictures whose features, one after the other, are the filter's input. */
  abstract List<RgbImage> views(LayeredSample sample);

  /** "mask" or "inpainting": the filter's name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** mI + (1 − m)/2: grey is what the networks' input range calls 0. */
  private static RgbImage onGrey(RgbImage picture, Mask mask) {
    float[] colours = picture.toArray();
    float[] shown = mask.toArray();
    for (int i = 0; i < colours.length; i++) {
      float m = shown[i / 3];
      colours[i] = m * colours[i] + (1 - m) * GREY;
    }
    return RgbImage.clamped(picture.width(), picture.height(), colours);
  }
}
