package org.text2layer.data.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.statistics.distribution.CountDistribution;
import org.text2layer.data.statistics.distribution.Frequencies;
import org.text2layer.data.statistics.distribution.Histogram;
import org.text2layer.data.statistics.distribution.MeanAndDeviation;
import org.text2layer.data.statistics.objects.ConnectedComponents;
import org.text2layer.data.statistics.objects.ObjectDetector;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;

/** The statistics while samples go by; keeps none of them. For one thread. */
final class StatisticsRun {
  static final List<Double> AREA_THRESHOLDS = List.of(0.3, 0.5, 0.7, 0.9);
  static final int AREA_BINS = 10;
  static final List<Double> COMPONENT_THRESHOLDS = List.of(0.5, 0.9);

  private final CaptionWords captionWords = CaptionWords.english();
  private final String name;
  private final StatisticsOptions options;
  private final Map<String, Long> words = new HashMap<>();
  private final SortedMap<Double, Histogram> areas = new TreeMap<>();
  private final SortedMap<Double, CountDistribution> components = new TreeMap<>();
  private CountDistribution captionLengths = CountDistribution.none();
  private Optional<DatasetStatistics.ObjectStatistics> objects;
  private Optional<MeanAndDeviation> captionScore;

  StatisticsRun(String name, StatisticsOptions options) {
    this.name = name;
    this.options = options;
    for (double threshold : AREA_THRESHOLDS) {
      areas.put(threshold, Histogram.empty(0, 1, AREA_BINS));
    }
    for (double threshold : COMPONENT_THRESHOLDS) {
      components.put(threshold, CountDistribution.none());
    }
    objects = options.detector().map(detector -> DatasetStatistics.ObjectStatistics.none());
    captionScore = options.scorer().map(scorer -> MeanAndDeviation.none());
  }

  void add(LayeredSample sample) {
    addCaption(sample.caption());
    List<ObjectDetector.NamedObject> named = new ArrayList<>();
    for (int i = 0; i < sample.layers().layers().size(); i++) {
      addMask(sample.layers().layers().get(i).mask());
      if (options.detector().isPresent()) {
        LayeredImage alone = sample.layers().alone(i);
        LayeredSample layer = new LayeredSample(sample.caption(), sample.picture(), alone);
        named.addAll(options.detector().get().detect(layer));
      }
    }
    objects = objects.map(found -> found.plus(named));
    captionScore = captionScore.map(scores -> scores.plus(score(sample)));
  }

  /** Clears the thread's interrupt flag, as a cell that ends by an exception should. */
  private void requireGoOn() {
    if (Thread.interrupted()) {
      throw new CancellationException(
          "Expected to measure all of %s but was interrupted after %s samples: run it again."
              .formatted(name, captionLengths.samples()));
    }
  }

  void addCaption(String caption) {
    requireGoOn();
    List<String> found = captionWords.of(caption);
    captionLengths = captionLengths.plus(found.size());
    for (String word : found) {
      if (words.size() < DatasetStatistics.MAX_VOCABULARY || words.containsKey(word)) {
        words.merge(word, 1L, Long::sum);
      }
    }
  }

  private void addMask(Mask mask) {
    areas.replaceAll(
        (threshold, histogram) -> histogram.plus(mask.thresholded(threshold.floatValue()).area()));
    components.replaceAll(
        (threshold, counts) ->
            counts.plus(
                ConnectedComponents.of(mask, threshold, ConnectedComponents.PAPER_MINIMUM_SHARE)
                    .size()));
  }

  private double score(LayeredSample sample) {
    double score = options.scorer().orElseThrow().score(sample.caption(), sample.picture());
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException(
          "Expected a finite score of sample %s of %s ('%s') but got %s: look at its scorer."
              .formatted(captionLengths.samples() - 1, name, sample.caption(), score));
    }
    return score;
  }

  DatasetStatistics ofCaptions() {
    return new DatasetStatistics(
        name,
        captionLengths,
        Frequencies.of(words),
        new TreeMap<>(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        options.provenance(captionWords));
  }

  DatasetStatistics result() {
    return new DatasetStatistics(
        name,
        captionLengths,
        Frequencies.of(words),
        areas,
        components,
        objects,
        captionScore,
        options.provenance(captionWords));
  }
}
