package org.text2layer.train.loading;

/** SplitMix64's finalizer (Steele, Lea and Flood 2014): a number from two, well mixed. */
public final class Mixing {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Mixing() {}

  /** A seed for number so-and-so under a seed: other numbers and seeds give unrelated ones. */
  public static long mix(long seed, long number) {
    return finish(finish(seed + GOLDEN) + (number + 1) * GOLDEN);
  }

  private static long finish(long value) {
    long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
