package org.text2layer.experiment.truth;

import java.util.Objects;
import org.text2layer.synth.quality.Judgement;

/**
 * A sample that was measured against the truth and judged by the filters, which do not know it.
 *
 * @param kind where its layers come from: "automatic", or the defect that was put in
 * @param accuracy how far its layers are from the true ones
 * @param judgement what the filters say
 */
public record JudgedSample(String kind, LayerAccuracy accuracy, Judgement judgement) {
  /** Checks that nothing is missing. */
  public JudgedSample {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(accuracy, "accuracy");
    Objects.requireNonNull(judgement, "judgement");
  }

  /** Whether all filters accept it. */
  public boolean kept() {
    return judgement.kept();
  }
}
