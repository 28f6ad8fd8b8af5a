package org.text2layer.synth.quality.defect;

import java.util.Arrays;
import org.text2layer.synth.quality.evidence.Raster;

/** Parts of a region of a stated share, with the borders that detectors and inpainters make. */
final class Parts {
  private static final float INSIDE = 0.5f;
  private static final int MOST_HILLS = 7;

  private Parts() {}

  /** A part cut off along a wavy line, of this share of the region. */
  static Raster side(Raster region, double share, Draw draw) {
    double angle = draw.between(0, 2 * Math.PI);
    double wave = draw.between(0, 0.4) * region.width();
    Raster hills = draw.hills(region.width(), region.height(), 3 + draw.below(MOST_HILLS));
    float[] score = new float[region.length()];
    for (int i = 0; i < score.length; i++) {
      int x = i % region.width();
      int y = i / region.width();
      score[i] = (float) (Math.cos(angle) * x + Math.sin(angle) * y + wave * hills.value(i));
    }
    return lowest(region, score, share);
  }

  /** A few large blobs. */
  static Raster blobs(Raster region, double share, Draw draw) {
    int cells = 3 + draw.below(MOST_HILLS);
    return lowest(region, draw.hills(region.width(), region.height(), cells).toArray(), share);
  }

  /** The middle of the region. */
  static Raster core(Raster region, double share, Draw draw) {
    float[] depth = region.blurred(draw.between(6, 16)).toArray();
    for (int i = 0; i < depth.length; i++) {
      depth[i] = -depth[i];
    }
    return lowest(region, depth, share);
  }

  /** What has nearly the colour of a pixel of the region. */
  static Raster colour(Raster region, Raster picture, double share, Draw draw) {
    Raster smooth = picture.blurred(2);
    int like = draw.below(region.length());
    float[] score = new float[region.length()];
    for (int i = 0; i < score.length; i++) {
      for (int channel = 0; channel < 3; channel++) {
        score[i] += Math.abs(smooth.value(3 * i + channel) - smooth.value(3 * like + channel));
      }
    }
    return lowest(region, score, share);
  }

  /** One round spot with an uneven border, anywhere in the frame. */
  static Raster spot(int width, int height, double share, Draw draw) {
    double centreX = draw.between(0.1, 0.9) * width;
    double centreY = draw.between(0.1, 0.9) * height;
    double stretch = draw.between(0.5, 2);
    double wave = draw.between(0, 0.04) * width;
    Raster hills = draw.hills(width, height, 24);
    float[] score = new float[width * height];
    for (int i = 0; i < score.length; i++) {
      double x = (i % width - centreX) * stretch;
      double y = i / width - centreY;
      score[i] = (float) (Math.hypot(x, y) + wave * hills.value(i));
    }
    return lowest(Raster.where(width, height, pixel -> true), score, share);
  }

  /** The pixels of the region whose scores are lowest, up to this share of it. */
  private static Raster lowest(Raster region, float[] score, double share) {
    float[] inside = new float[score.length];
    int count = 0;
    for (int i = 0; i < score.length; i++) {
      if (region.value(i) > INSIDE) {
        inside[count++] = score[i];
      }
    }
    if (count == 0) {
      return Raster.where(region.width(), region.height(), pixel -> false);
    }
    Arrays.sort(inside, 0, count);
    float limit = inside[Math.min(count - 1, (int) (share * count))];
    return Raster.where(region.width(), region.height(), i -> score[i] < limit);
  }
}
