package org.text2layer.data.statistics;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.data.statistics.distribution.CountDistribution;
import org.text2layer.data.statistics.distribution.Frequencies;
import org.text2layer.data.statistics.distribution.Histogram;
import org.text2layer.data.statistics.distribution.MeanAndDeviation;
import org.text2layer.data.statistics.objects.ObjectDetector;

/**
 * What is in a set of layered samples: the paper's statistics (App. II). Plain numbers, whose size
 * grows with the vocabulary only; no sample is kept. Of an empty set, means and shares are NaN.
 *
 * @param name what to call the set
 * @param captionLengths words of a caption without English stop words, a final 's and punctuation
 * @param words how often each occurs; those first met after {@link #MAX_VOCABULARY} others are left
 *     out
 * @param maskAreas by threshold: the part of a picture's pixels whose mask is above it
 * @param components by threshold: 8-connected components of a mask above it, small ones left out
 * @param objects what the detector found, if there was one
 * @param captionScore how well captions fit their pictures, if there was a scorer
 * @param provenance how it was measured
 */
public record DatasetStatistics(
    String name,
    CountDistribution captionLengths,
    Frequencies<String> words,
    SortedMap<Double, Histogram> maskAreas,
    SortedMap<Double, CountDistribution> components,
    Optional<ObjectStatistics> objects,
    Optional<MeanAndDeviation> captionScore,
    Map<String, String> provenance)
    implements Serializable {
  /** The paper's percentiles of caption lengths. */
  public static final List<Integer> PERCENTILES = List.of(1, 10, 25, 50, 75, 90, 99);

  /** Different words that are counted, so that a damaged set cannot fill the memory. */
  public static final int MAX_VOCABULARY = 1_000_000;

  /** Checks the name and copies the maps. */
  public DatasetStatistics {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "Expected a name for the data set but got a blank text: it heads columns and charts.");
    }
    Objects.requireNonNull(captionLengths, "captionLengths");
    Objects.requireNonNull(words, "words");
    Objects.requireNonNull(objects, "objects");
    Objects.requireNonNull(captionScore, "captionScore");
    maskAreas = Collections.unmodifiableSortedMap(new TreeMap<>(maskAreas));
    components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
    provenance = Map.copyOf(provenance);
  }

  /**
   * Measures samples one after the other and keeps none. An interrupt of the thread (as a
   * notebook's stop button sends) ends it between two samples.
   *
   * @param samples two-layer ones; used up, and left to the caller to close
   * @throws IllegalArgumentException if a sample has more or fewer layers, or a score is not finite
   * @throws java.util.concurrent.CancellationException if it was interrupted
   */
  public static DatasetStatistics of(
      String name, Stream<LayeredSample> samples, StatisticsOptions options) {
    StatisticsRun run = new StatisticsRun(name, options);
    samples.sequential().forEachOrdered(run::add);
    return run.result();
  }

  /** What captions alone tell; of masks and objects it says nothing. */
  public static DatasetStatistics ofCaptions(String name, Stream<String> captions) {
    StatisticsRun run = new StatisticsRun(name, StatisticsOptions.standard());
    captions.sequential().forEachOrdered(run::addCaption);
    return run.ofCaptions();
  }

  /** The same of a list and the like. */
  public static DatasetStatistics of(
      String name, Iterable<LayeredSample> samples, StatisticsOptions options) {
    return of(name, StreamSupport.stream(samples.spliterator(), false), options);
  }

  /**
   * The same of the shards of a folder: a build's kept samples, or the dropped ones in its folder
   * {@code dropped}. A folder without shards is an empty set.
   *
   * @throws org.text2layer.data.DatasetException if it cannot be read or a shard is damaged
   */
  public static DatasetStatistics ofShards(String name, Path folder, StatisticsOptions options) {
    try (Stream<StoredSample> samples = LayeredShards.read(folder)) {
      return of(name, samples.map(StoredSample::sample), options);
    }
  }

  /**
   * Two sets as one, without looking at their samples again: all of a build from what was kept and
   * what was dropped.
   *
   * @throws IllegalArgumentException if they were not measured in the same way
   */
  public static DatasetStatistics joined(
      String name, DatasetStatistics first, DatasetStatistics second) {
    first.requireMeasuredAs(second);
    return new DatasetStatistics(
        name,
        first.captionLengths.plus(second.captionLengths),
        first.words.plus(second.words),
        joined(first.maskAreas, second.maskAreas, Histogram::plus),
        joined(first.components, second.components, CountDistribution::plus),
        first.objects.map(objects -> objects.plus(second.objects.orElseThrow())),
        first.captionScore.map(scores -> scores.plus(second.captionScore.orElseThrow())),
        first.provenance);
  }

  private static <K, V> SortedMap<K, V> joined(
      SortedMap<K, V> first, SortedMap<K, V> second, BinaryOperator<V> sum) {
    SortedMap<K, V> joined = new TreeMap<>(first);
    second.forEach((key, value) -> joined.merge(key, value, sum));
    return joined;
  }

  /** Numbers of different thresholds, detectors or scorers say nothing about one another. */
  void requireMeasuredAs(DatasetStatistics other) {
    if (!provenance.equals(other.provenance)) {
      throw new IllegalArgumentException(
          "Expected two sets measured in the same way but %s has %s and %s has %s: use the same options."
              .formatted(
                  name, new TreeMap<>(provenance), other.name, new TreeMap<>(other.provenance)));
    }
  }

  /** As it is sent: an Optional cannot be. */
  private record Sent(
      String name,
      CountDistribution captionLengths,
      Frequencies<String> words,
      TreeMap<Double, Histogram> maskAreas,
      TreeMap<Double, CountDistribution> components,
      List<ObjectStatistics> objects,
      List<MeanAndDeviation> captionScore,
      Map<String, String> provenance)
      implements Serializable {
    private Object readResolve() {
      return new DatasetStatistics(
          name,
          captionLengths,
          words,
          maskAreas,
          components,
          objects.stream().findFirst(),
          captionScore.stream().findFirst(),
          provenance);
    }
  }

  private Object writeReplace() {
    return new Sent(
        name,
        captionLengths,
        words,
        new TreeMap<>(maskAreas),
        new TreeMap<>(components),
        objects.stream().toList(),
        captionScore.stream().toList(),
        provenance);
  }

  /** How many samples there are. */
  public long samples() {
    return captionLengths.samples();
  }

  @Override
  public String toString() {
    return "%s: %s samples, %s different words".formatted(name, samples(), words.counts().size());
  }

  /**
   * What an object detector found.
   *
   * @param perPicture how many objects a picture has
   * @param perCategory how many objects of each category there are
   */
  public record ObjectStatistics(CountDistribution perPicture, Frequencies<String> perCategory)
      implements Serializable {
    /** Checks that nothing is missing. */
    public ObjectStatistics {
      Objects.requireNonNull(perPicture, "perPicture");
      Objects.requireNonNull(perCategory, "perCategory");
    }

    /** Of no pictures yet. */
    static ObjectStatistics none() {
      return new ObjectStatistics(CountDistribution.none(), Frequencies.none());
    }

    /** With one more picture. */
    ObjectStatistics plus(List<ObjectDetector.NamedObject> objects) {
      Frequencies<String> categories = perCategory;
      for (ObjectDetector.NamedObject object : objects) {
        categories = categories.plus(object.category());
      }
      return new ObjectStatistics(perPicture.plus(objects.size()), categories);
    }

    /** Of the pictures of both. */
    ObjectStatistics plus(ObjectStatistics other) {
      return new ObjectStatistics(
          perPicture.plus(other.perPicture), perCategory.plus(other.perCategory));
    }
  }
}
