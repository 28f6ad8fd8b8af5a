package org.text2layer.synth.quality;

import java.util.List;
import java.util.Locale;
import org.text2layer.image.RgbImage;

/** The paper's two quality filters (III-D), and the pictures that each of them sees. */
public enum FilterKind {
  /** Is the mask good? Sees the picture and what the mask cuts out of it. */
  MASK(2) {
    @Override
    List<RgbImage> views(QualitySample sample) {
      return List.of(sample.picture(), cutOutOnGrey(sample));
    }
  },
  /** Is the inpainted background good? Sees it alone. */
  INPAINTING(1) {
    @Override
    List<RgbImage> views(QualitySample sample) {
      return List.of(sample.background());
    }
  };

  private static final float GREY = 0.5f;

  private final int viewCount;

  FilterKind(int viewCount) {
    this.viewCount = viewCount;
  }

  /** How many views there are. */
  int viewCount() {
    return viewCount;
  }

  /** The pictures whose features, one after the other, are the filter's input. */
  abstract List<RgbImage> views(QualitySample sample);

  /** "mask" or "inpainting": in files, tables and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** mI + (1 − m)/2: grey is what the networks' input range calls 0. */
  private static RgbImage cutOutOnGrey(QualitySample sample) {
    float[] colours = sample.picture().toArray();
    float[] mask = sample.mask().toArray();
    for (int i = 0; i < colours.length; i++) {
      float m = mask[i / 3];
      colours[i] = m * colours[i] + (1 - m) * GREY;
    }
    return RgbImage.clamped(sample.picture().width(), sample.picture().height(), colours);
  }
}
