package org.text2layer.metrics.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;

/**
 * A layer as files hold it, which LayerD's distance compares.
 *
 * @param levels red, green, blue, alpha of each pixel, 0 to 255, colours straight
 */
record LevelLayer(int[] levels) {
  private static final int CHANNELS = 4;
  private static final int COLOURS = 3;
  private static final int ALPHA = 3;
  private static final int BEST = 255;

  /** LayerD's, against a division by nothing. */
  private static final double EPSILON = 1e-8;

  /** The backdrop, opaque, and the layers over it; black where they show nothing. */
  static List<LevelLayer> of(LayeredImage image) {
    List<LevelLayer> stack = new ArrayList<>();
    byte[] opaque = new byte[image.width() * image.height()];
    Arrays.fill(opaque, (byte) BEST);
    stack.add(joined(image.backdrop().toLevels(), opaque));
    for (ImageLayer layer : image.layers()) {
      stack.add(joined(layer.colour().toLevels(), layer.mask().toLevels()));
    }
    return stack;
  }

  private static LevelLayer joined(byte[] colours, byte[] alpha) {
    int[] levels = new int[CHANNELS * alpha.length];
    for (int i = 0; i < levels.length; i++) {
      int pixel = i / CHANNELS;
      int channel = i % CHANNELS;
      int own = alpha[pixel] & BEST;
      int colour = channel == ALPHA ? own : colours[COLOURS * pixel + channel] & BEST;
      levels[i] = own == 0 ? 0 : colour;
    }
    return new LevelLayer(levels);
  }

  /** A nearer layer composed over this one, rounded to levels; where both show nothing, this. */
  LevelLayer under(LevelLayer nearer) {
    int[] composed = levels.clone();
    for (int at = 0; at < composed.length; at += CHANNELS) {
      int front = BEST * nearer.levels[at + ALPHA];
      int back = levels[at + ALPHA] * (BEST - nearer.levels[at + ALPHA]);
      if (front == 0) {
        continue;
      }
      for (int channel = 0; channel < COLOURS; channel++) {
        double sum =
            (double) front * nearer.levels[at + channel] + (double) back * levels[at + channel];
        composed[at + channel] = (int) Math.round(sum / (front + back));
      }
      composed[at + ALPHA] = (int) Math.round((front + back) / (double) BEST);
    }
    return new LevelLayer(composed);
  }

  boolean overlaps(LevelLayer other) {
    for (int at = ALPHA; at < levels.length; at += CHANNELS) {
      if (levels[at] > 0 && other.levels[at] > 0) {
        return true;
      }
    }
    return false;
  }

  /** Mean difference of the colours where the true layer shows anything, in [0, 1]. */
  double colourError(LevelLayer truth) {
    long sum = 0;
    int shown = 0;
    for (int at = 0; at < levels.length; at += CHANNELS) {
      if (truth.levels[at + ALPHA] > 0) {
        shown++;
        for (int channel = 0; channel < COLOURS; channel++) {
          sum += Math.abs(levels[at + channel] - truth.levels[at + channel]);
        }
      }
    }
    return sum / (double) (COLOURS * BEST) / (shown + EPSILON);
  }

  /** Σ min / Σ max of the alphas; 0 if both are empty. */
  double alphaIou(LevelLayer other) {
    long both = 0;
    long either = 0;
    for (int at = ALPHA; at < levels.length; at += CHANNELS) {
      both += Math.min(levels[at], other.levels[at]);
      either += Math.max(levels[at], other.levels[at]);
    }
    return either == 0 ? 0 : (double) both / either;
  }

  /** Half the error of the colours, half that of the shape. */
  double cost(LevelLayer truth) {
    return (colourError(truth) + 1 - alphaIou(truth)) / 2;
  }
}
