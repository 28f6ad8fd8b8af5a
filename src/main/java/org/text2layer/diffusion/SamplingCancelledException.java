package org.text2layer.diffusion;

import java.util.concurrent.CancellationException;

/**
 * Sampling was stopped from outside, by a listener's {@link SamplingListener.Step#cancel} or by
 * interrupting the thread. Unchecked, since it is meant to end a notebook's cell.
 */
final class SamplingCancelledException extends CancellationException {
  private static final long serialVersionUID = 1;

  SamplingCancelledException(int completedSteps, int totalSteps) {
    super(
        ("Sampling was cancelled after step %s of %s; its native memory is freed and no latents are"
                + " kept: sample again to start over.")
            .formatted(completedSteps, totalSteps));
  }
}
