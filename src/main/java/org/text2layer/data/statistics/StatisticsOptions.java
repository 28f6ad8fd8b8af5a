package org.text2layer.data.statistics;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.text2layer.data.statistics.objects.ConnectedComponents;
import org.text2layer.data.statistics.objects.ObjectDetector;
import org.text2layer.model.CaptionPictureScorer;

/**
 * What is measured of a data set beside the paper's statistics (App. II): areas above 0.3, 0.5, 0.7
 * and 0.9 in ten bins, components above 0.5 and 0.9 of at least 100 of 512 x 512 pixels, and words
 * without English stop words.
 *
 * @param detector names the objects; owned by the caller, who closes it
 * @param scorer says how well captions fit; owned by the caller
 */
public record StatisticsOptions(
    Optional<ObjectDetector> detector, Optional<CaptionPictureScorer> scorer) {
  /** Checks that nothing is missing. */
  public StatisticsOptions {
    Objects.requireNonNull(detector, "detector");
    Objects.requireNonNull(scorer, "scorer");
  }

  /** The paper's, with no detector and no scorer. */
  public static StatisticsOptions standard() {
    return new StatisticsOptions(Optional.empty(), Optional.empty());
  }

  /** The same with objects counted. */
  public StatisticsOptions withDetector(ObjectDetector newDetector) {
    return new StatisticsOptions(Optional.of(newDetector), scorer);
  }

  /** The same with captions scored. */
  public StatisticsOptions withScorer(CaptionPictureScorer newScorer) {
    return new StatisticsOptions(detector, Optional.of(newScorer));
  }

  /** As texts, with what is always the same: what has to agree for two sets to be compared. */
  Map<String, String> provenance(CaptionWords words) {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("caption words", words.toString());
    provenance.put("area thresholds", StatisticsRun.AREA_THRESHOLDS.toString());
    provenance.put("area bins", Integer.toString(StatisticsRun.AREA_BINS));
    provenance.put("component thresholds", StatisticsRun.COMPONENT_THRESHOLDS.toString());
    provenance.put(
        "smallest component's share", Double.toString(ConnectedComponents.PAPER_MINIMUM_SHARE));
    detector.ifPresent(used -> provenance.put("object detector", used.name()));
    scorer.ifPresent(used -> provenance.put("caption-picture scorer", used.name()));
    return provenance;
  }
}
