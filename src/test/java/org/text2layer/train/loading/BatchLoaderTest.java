package org.text2layer.train.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;

class BatchLoaderTest {
  private static final TrainingConfiguration CONFIGURATION =
      TrainingConfiguration.of(9, 4).withSeed(5);

  private static TrainingData<Long> numbers(int size) {
    return TrainingData.of("numbers", size, index -> index);
  }

  private static List<Batch<Long>> batches(long firstStep, int threads) throws Exception {
    List<Batch<Long>> batches = new ArrayList<>();
    try (BatchLoader<Long> loader =
        new BatchLoader<>(numbers(10), CONFIGURATION, firstStep, threads)) {
      for (long step = firstStep; step < CONFIGURATION.steps(); step++) {
        batches.add(loader.next());
      }
    }
    return batches;
  }

  @Test
  void givenMoreThreadsThenSamplesAndSeedsComeInTheSameOrder() throws Exception {
    assertEquals(batches(0, 1), batches(0, 4));
  }

  @Test
  void givenALaterBeginningInTheMiddleOfAnEpochThenTheRestIsTheSame() throws Exception {
    assertEquals(batches(0, 1).subList(4, 9), batches(4, 1));
  }

  @Test
  void givenASampleTwiceThenItsSeedsDiffer() throws Exception {
    long distinct =
        batches(0, 1).stream().flatMap(batch -> batch.seeds().stream()).distinct().count();
    assertEquals(36, distinct);
  }

  @Test
  @Timeout(60)
  void givenSlowTrainingThenAtMostTwoBatchesAreLoadedAhead() throws Exception {
    AtomicInteger loaded = new AtomicInteger();
    AtomicReference<Thread> thread = new AtomicReference<>();
    TrainingData<Integer> data =
        TrainingData.of(
            "counted",
            100,
            index -> {
              thread.set(Thread.currentThread());
              return loaded.incrementAndGet();
            });
    try (BatchLoader<Integer> loader = new BatchLoader<>(data, CONFIGURATION, 0, 1)) {
      loader.next();
      // Once busy, the one thread waits only when nothing is left that it was asked for.
      int expected = 3 * CONFIGURATION.batch();
      while (loaded.get() < expected || thread.get().getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertEquals(expected, loaded.get());
    }
  }

  @Test
  void givenASampleThatCannotBeLoadedThenTheMessageNamesIt() {
    TrainingData<Long> data =
        TrainingData.of(
            "broken shards",
            10,
            index -> {
              if (index == 7) {
                throw new IllegalStateException("no mask.png");
              }
              return index;
            });
    TrainingException error =
        assertThrows(
            TrainingException.class,
            () -> {
              try (BatchLoader<Long> loader = new BatchLoader<>(data, CONFIGURATION, 0, 2)) {
                for (int step = 0; step < 3; step++) {
                  loader.next();
                }
              }
            });
    assertTrue(error.getMessage().contains("sample '7' of broken shards"), error.getMessage());
    assertTrue(error.getMessage().contains("no mask.png"), error.getMessage());
  }
}
