package org.text2layer.synth.quality.defect;

import java.util.SplittableRandom;

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

  /** A seed for what has seeds of its own. */
  long seed() {
    return (long) (random.nextDouble() * (1L << 53));
  }
}
