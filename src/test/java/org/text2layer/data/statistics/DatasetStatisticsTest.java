package org.text2layer.data.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.shards.ShardWriter;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.Mask;

class DatasetStatisticsTest {
  @TempDir Path folder;

  private static final StatisticsOptions OPTIONS = StatisticsOptions.standard();

  private static final List<LayeredSample> SAMPLES =
      List.of(
          LabelledSamples.sample("a red apple on the table", 0.2, 0.6),
          LabelledSamples.sample("Apple!", 0.8, 1),
          LabelledSamples.sample("", 0, 1));

  @Test
  void givenThreeSamples_thenTheNumbersAreThoseCountedByHand() {
    DatasetStatistics statistics = DatasetStatistics.of("three", SAMPLES, OPTIONS);
    assertEquals(3, statistics.samples());
    assertEquals(1, statistics.captionLengths().percentile(50));
    assertEquals(4.0 / 3, statistics.captionLengths().mean(), 1e-12);
    assertEquals(Map.of("apple", 2L, "red", 1L, "table", 1L), statistics.words().counts());
    assertEquals(List.of(0.3, 0.5, 0.7, 0.9), List.copyOf(statistics.maskAreas().keySet()));
    // The first mask is 0.6 on a fifth of the picture, the second 1 on four fifths.
    assertArrayEquals(
        new long[] {1, 0, 1, 0, 0, 0, 0, 0, 1, 0}, statistics.maskAreas().get(0.5).counts());
    assertArrayEquals(
        new long[] {2, 0, 0, 0, 0, 0, 0, 0, 1, 0}, statistics.maskAreas().get(0.7).counts());
    assertEquals(1.0 / 3, statistics.maskAreas().get(0.3).values().mean(), 1e-12);
    assertEquals(2.0 / 3, statistics.components().get(0.5).mean(), 1e-12);
    assertEquals(1.0 / 3, statistics.components().get(0.9).mean(), 1e-12);
    assertEquals(Optional.empty(), statistics.objects());
    assertEquals(Optional.empty(), statistics.captionScore());
  }

  @Test
  void givenAScorerAndADetector_thenTheirAnswersAreCounted() {
    StatisticsOptions options =
        OPTIONS
            .withScorer((caption, picture) -> caption.length() / (double) picture.width())
            .withDetector(LabelledSamples.detector());
    DatasetStatistics statistics = DatasetStatistics.of("three", SAMPLES, options);
    // Captions of 24, 6 and 0 characters, pictures 20 wide.
    assertEquals(0.5, statistics.captionScore().orElseThrow().mean(), 1e-12);
    assertEquals(0.6244998, statistics.captionScore().orElseThrow().deviation(), 1e-6);
    DatasetStatistics.ObjectStatistics objects = statistics.objects().orElseThrow();
    assertEquals(Map.of("apple", 2L, "table", 1L), objects.perCategory().counts());
    assertEquals(Map.of(0, 1L, 1, 1L, 2, 1L), objects.perPicture().frequencies().counts());
  }

  @Test
  void givenTwoParts_thenJoinedTheyAreTheWhole() {
    StatisticsOptions options = OPTIONS.withDetector(LabelledSamples.detector());
    assertEquals(
        DatasetStatistics.of("all", SAMPLES, options),
        DatasetStatistics.joined(
            "all",
            DatasetStatistics.of("kept", SAMPLES.subList(0, 2), options),
            DatasetStatistics.of("dropped", SAMPLES.subList(2, 3), options)));
  }

  @Test
  void givenShards_thenTheirSamplesAreMeasuredAndAnEmptyFolderIsAnEmptySet() {
    try (ShardWriter writer = ShardWriter.open(folder.resolve("kept"), 2)) {
      for (int i = 0; i < 3; i++) {
        writer.write(new StoredSample("" + i, "", "", SAMPLES.get(i), Map.of()));
      }
    }
    DatasetStatistics kept = DatasetStatistics.ofShards("kept", folder.resolve("kept"), OPTIONS);
    assertEquals(DatasetStatistics.of("kept", SAMPLES, OPTIONS).components(), kept.components());
    assertEquals(3, kept.samples());
    DatasetStatistics empty = DatasetStatistics.ofShards("none", folder, OPTIONS);
    assertEquals(0, empty.samples());
    assertTrue(Double.isNaN(empty.maskAreas().get(0.5).values().mean()));
    assertEquals(kept.words(), DatasetStatistics.joined("all", kept, empty).words());
  }

  /** References are cleared by the full collection that System.gc() is on HotSpot. */
  @Test
  void givenTenThousandSamples_thenNoneOfThemIsKeptWhileTheyGoBy() {
    List<WeakReference<LayeredSample>> passed = new ArrayList<>();
    List<Long> alive = new ArrayList<>();
    DatasetStatistics statistics =
        DatasetStatistics.of(
            "many",
            IntStream.range(0, 10_000)
                .mapToObj(
                    number -> {
                      if (number == 9_999) {
                        System.gc();
                        alive.add(passed.stream().filter(one -> one.get() != null).count());
                      }
                      LayeredSample sample = LabelledSamples.sample("number " + number, 0.5, 1);
                      passed.add(new WeakReference<>(sample));
                      return sample;
                    }),
            OPTIONS);
    assertEquals(10_000, statistics.samples());
    assertTrue(alive.get(0) <= 2, alive + " samples are alive");
  }

  @Test
  void givenASampleOfSeveralLayers_thenEachOfThemCounts() {
    LayeredSample sample = SAMPLES.get(1);
    ImageLayer more = new ImageLayer("more", sample.picture(), Mask.filled(20, 10, 1));
    LayeredSample three = new LayeredSample("Apple!", sample.picture(), sample.layers().plus(more));
    DatasetStatistics one = DatasetStatistics.of("one", List.of(sample), OPTIONS);
    DatasetStatistics two = DatasetStatistics.of("two", List.of(three), OPTIONS);
    assertEquals(1, two.samples());
    assertEquals(2, two.maskAreas().get(0.5).values().count());
    double both = one.maskAreas().get(0.5).values().mean() + 1;
    assertEquals(both / 2, two.maskAreas().get(0.5).values().mean(), 1e-9);
  }

  @Test
  void givenSamplesThatCannotBeMeasured_thenTheMessageSaysWhich() {
    StatisticsOptions scored =
        OPTIONS.withScorer((caption, picture) -> caption.isEmpty() ? Double.NaN : 1);
    assertSays(
        "sample 2 of set ('') but got NaN", () -> DatasetStatistics.of("set", SAMPLES, scored));
    assertSays("name", () -> DatasetStatistics.of(" ", SAMPLES, OPTIONS));
  }

  private static void assertSays(String part, Executable call) {
    Exception error = assertThrows(IllegalArgumentException.class, call);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  @Test
  void givenAnInterrupt_thenItEndsBetweenTwoSamplesAndTheThreadGoesOn() {
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> DatasetStatistics.of("set", SAMPLES, OPTIONS));
    assertFalse(Thread.currentThread().isInterrupted());
  }
}
