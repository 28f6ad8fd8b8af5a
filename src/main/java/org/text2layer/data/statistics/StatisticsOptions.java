package org.text2layer.data.statistics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.text2layer.data.statistics.objects.ConnectedComponents;
import org.text2layer.data.statistics.objects.ObjectDetector;

/**
 * What is measured, and how. Start from {@link #standard()}.
 *
 * @param words how captions are split
 * @param areaThresholds a mask's area is the part of its pixels above each of these
 * @param areaBins of the histograms of areas, over [0, 1]
 * @param componentThresholds components are counted above each of these
 * @param minimumComponentShare of the picture; smaller components do not count
 * @param detector names the objects; owned by the caller, who closes it
 * @param scorer says how well captions fit; owned by the caller
 */
public record StatisticsOptions(
    CaptionWords words,
    List<Double> areaThresholds,
    int areaBins,
    List<Double> componentThresholds,
    double minimumComponentShare,
    Optional<ObjectDetector> detector,
    Optional<CaptionPictureScorer> scorer) {
  private static final int MAX_BINS = 1000;

  /** Checks the numbers. */
  public StatisticsOptions {
    areaThresholds = ascending(areaThresholds);
    componentThresholds = ascending(componentThresholds);
    if (areaBins < 1 || areaBins > MAX_BINS) {
      throw new IllegalArgumentException(
          "Expected 1 to %d bins but got %d: standard() has 10.".formatted(MAX_BINS, areaBins));
    }
    if (!(minimumComponentShare >= 0 && minimumComponentShare <= 1)) {
      throw new IllegalArgumentException(
          "Expected a share of the picture in [0, 1] but got %s: the paper's is 100 of 512 x 512 pixels."
              .formatted(minimumComponentShare));
    }
  }

  private static List<Double> ascending(List<Double> thresholds) {
    if (thresholds.stream().anyMatch(threshold -> !(threshold >= 0 && threshold < 1))) {
      throw new IllegalArgumentException(
          "Expected thresholds in [0, 1) but got " + thresholds + ": 0.5 is the usual one.");
    }
    return thresholds.stream().sorted().distinct().toList();
  }

  /**
   * The paper's (App. II): areas above 0.3, 0.5, 0.7 and 0.9, components above 0.5 and 0.9 of at
   * least 100 of 512 x 512 pixels; ten bins, English stop words, no detector and no scorer.
   */
  public static StatisticsOptions standard() {
    return new StatisticsOptions(
        CaptionWords.english(),
        List.of(0.3, 0.5, 0.7, 0.9),
        10,
        List.of(0.5, 0.9),
        ConnectedComponents.PAPER_MINIMUM_SHARE,
        Optional.empty(),
        Optional.empty());
  }

  /** The same with objects counted. */
  public StatisticsOptions withDetector(ObjectDetector newDetector) {
    return new StatisticsOptions(
        words,
        areaThresholds,
        areaBins,
        componentThresholds,
        minimumComponentShare,
        Optional.of(newDetector),
        scorer);
  }

  /** The same with captions scored. */
  public StatisticsOptions withScorer(CaptionPictureScorer newScorer) {
    return new StatisticsOptions(
        words,
        areaThresholds,
        areaBins,
        componentThresholds,
        minimumComponentShare,
        detector,
        Optional.of(newScorer));
  }

  /** The same as texts: what has to agree for two sets to be compared. */
  Map<String, String> provenance() {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("caption words", words.toString());
    provenance.put("area thresholds", areaThresholds.toString());
    provenance.put("area bins", Integer.toString(areaBins));
    provenance.put("component thresholds", componentThresholds.toString());
    provenance.put("smallest component's share", Double.toString(minimumComponentShare));
    detector.ifPresent(used -> provenance.put("object detector", used.name()));
    scorer.ifPresent(used -> provenance.put("caption-picture scorer", used.name()));
    return provenance;
  }
}
