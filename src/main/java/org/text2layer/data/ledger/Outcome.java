package org.text2layer.data.ledger;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.shards.StoredSample;

/** What a recipe made of a captioned picture. */
public sealed interface Outcome {
  /**
   * A sample for the data set.
   *
   * @param scores by filter
   */
  record Kept(LayeredSample sample, Map<String, Double> scores) implements Outcome {
    /** Checks and sorts. */
    public Kept {
      Objects.requireNonNull(sample, "sample");
      scores = StoredSample.sortedScores(scores);
    }
  }

  /**
   * A sample that a filter refused.
   *
   * @param filter its name
   * @param score what it was refused for
   * @param scores of all filters asked so far
   * @param sample to be looked at later; it is stored apart from the kept ones
   */
  record Dropped(
      String filter, double score, Map<String, Double> scores, Optional<LayeredSample> sample)
      implements Outcome {
    /** Checks and sorts. */
    public Dropped {
      Objects.requireNonNull(filter, "filter");
      Objects.requireNonNull(sample, "sample");
      StoredSample.sortedScores(Map.of(filter, score));
      scores = StoredSample.sortedScores(scores);
    }

    /** Without the sample. */
    public Dropped(String filter, double score, Map<String, Double> scores) {
      this(filter, score, scores, Optional.empty());
    }
  }

  /**
   * No sample at all.
   *
   * @param reason one sentence
   */
  record Failed(String reason) implements Outcome {
    /** Checks that there is a reason. */
    public Failed {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
