package org.text2layer.synth.quality.defect;

import java.util.SplittableRandom;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.synth.quality.evidence.Raster;

/** Random numbers of one sample: only nextDouble(), whose values are promised to stay. */
final class Draw {
  private final SplittableRandom random;

  Draw(long seed) {
    random = new SplittableRandom(seed);
  }

  double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** A whole number in [0, bound). */
  int below(int bound) {
    return (int) (bound * random.nextDouble());
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** About normal: the sum of twelve uniform numbers. */
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  /** Smooth hills in [0, 1] about {@code 1 / cells} of the frame wide: borders that look grown. */
  Raster hills(int width, int height, int cells) {
    float[] coarse = new float[cells * cells];
    for (int i = 0; i < coarse.length; i++) {
      coarse[i] = (float) between(0, 1);
    }
    return Raster.of(Mask.clamped(cells, cells, coarse).resized(width, height, Resampling.BICUBIC));
  }

  /** A seed for what has seeds of its own. */
  long seed() {
    return (long) (random.nextDouble() * (1L << 53));
  }
}
