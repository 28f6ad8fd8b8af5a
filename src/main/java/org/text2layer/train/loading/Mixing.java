package org.text2layer.train.loading;

/** SplitMix64's finalizer (Steele, Lea and Flood 2014): a number from two, well mixed. */
final class Mixing {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Mixing() {}

  static long mix(long seed, long number) {
    return finish(finish(seed + GOLDEN) + (number + 1) * GOLDEN);
  }

  private static long finish(long value) {
    long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
