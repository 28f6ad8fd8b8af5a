package org.text2layer.train.loading;

/**
 * The order of samples: each epoch is a permutation of its own, drawn from the seed. Any position
 * can be asked for at once, so that a run goes on in the middle of an epoch, and no list of numbers
 * is held however many samples there are.
 *
 * @param size samples of an epoch, at least 1
 * @param seed of all permutations
 */
record DataOrder(long size, long seed) {
  private static final int ROUNDS = 6;

  /** Checks the size. */
  DataOrder {
    if (size < 1) {
      throw new IllegalArgumentException("Expected at least 1 sample but there are " + size + ".");
    }
  }

  /**
   * The sample at a position.
   *
   * @param position counts all samples since the beginning, over all epochs
   */
  long index(long position) {
    long epochSeed = Mixing.mix(seed, position / size);
    int half = (Long.SIZE - Long.numberOfLeadingZeros(size - 1) + 1) / 2;
    long index = position % size;
    // Cycle walking (Black and Rogaway 2002): the permutation of a power of 4, until it falls
    // within.
    do {
      index = permute(index, half, epochSeed);
    } while (index >= size);
    return index;
  }

  /** A balanced Feistel network on 2 x half bits, which is a permutation whatever its function. */
  private static long permute(long value, int half, long epochSeed) {
    long mask = (1L << half) - 1;
    long left = value >>> half;
    long right = value & mask;
    for (int round = 0; round < ROUNDS; round++) {
      long next = left ^ Mixing.mix(epochSeed + round, right) & mask;
      left = right;
      right = next;
    }
    return left << half | right;
  }
}
