package org.text2layer.train.loading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DataOrderTest {
  private static List<Long> epoch(DataOrder order, long number) {
    return LongStream.range(0, order.size())
        .mapToObj(i -> order.index(number * order.size() + i))
        .toList();
  }

  @Property(tries = 200)
  void givenAnySizeThenEachEpochHasEachSampleOnce(
      @ForAll @IntRange(min = 1, max = 300) int size,
      @ForAll long seed,
      @ForAll @IntRange(max = 1000) int epoch) {
    List<Long> order = epoch(new DataOrder(size, seed), epoch);
    assertArrayEquals(
        LongStream.range(0, size).toArray(),
        order.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  @Test
  void givenOtherEpochsAndSeedsThenOrdersDiffer() {
    DataOrder order = new DataOrder(100, 1);
    assertNotEquals(epoch(order, 0), epoch(order, 1));
    assertNotEquals(epoch(order, 0), epoch(new DataOrder(100, 2), 0));
    assertEquals(epoch(order, 3), epoch(new DataOrder(100, 1), 3));
  }

  @Test
  void givenManyEpochsThenASampleComesFirstAboutEquallyOften() {
    int[] first = new int[10];
    DataOrder order = new DataOrder(10, 7);
    for (int epoch = 0; epoch < 10_000; epoch++) {
      first[(int) order.index(10L * epoch)]++;
    }
    for (int count : first) {
      assertTrue(count > 850 && count < 1150, "a sample came first " + count + " times of 10,000");
    }
  }

  @Test
  void givenMoreSamplesThanMemoryHoldsThenOneIsFoundAtOnce() {
    DataOrder order = new DataOrder(1L << 50, 3);
    long index = order.index(5L << 50);
    assertTrue(index >= 0 && index < 1L << 50);
  }
}
