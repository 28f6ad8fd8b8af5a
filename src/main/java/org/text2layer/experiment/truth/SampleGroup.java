package org.text2layer.experiment.truth;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * Samples by what the filters did with them; a sample may be in several groups.
 *
 * @param label "dropped by mask filter", for example
 * @param belongs whether a sample is in the group
 */
public record SampleGroup(String label, Predicate<LayerTruth.JudgedSample> belongs) {
  /** Before filtering. */
  public static final SampleGroup ALL = new SampleGroup("all", sample -> true);

  /** After filtering. */
  public static final SampleGroup KEPT = new SampleGroup("kept", LayerTruth.JudgedSample::kept);

  /** What any filter rejects. */
  public static final SampleGroup DROPPED = new SampleGroup("dropped", sample -> !sample.kept());

  /** Checks that nothing is missing. */
  public SampleGroup {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(belongs, "belongs");
  }

  /** What the filter of this name rejects, whatever others say. */
  public static SampleGroup droppedBy(String filter) {
    return new SampleGroup(
        "dropped by " + filter + " filter",
        sample ->
            sample.judgement().rejecting().stream()
                .anyMatch(score -> score.filter().equals(filter)));
  }

  /** Whether a sample is in the group. */
  public boolean holds(LayerTruth.JudgedSample sample) {
    return belongs.test(sample);
  }
}
