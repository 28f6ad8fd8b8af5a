package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.LongStream;
import org.text2layer.diffusion.Denoiser;

/** The error on samples that are never trained on: unweighted, with their captions, same noise. */
record HeldOutLoss(DiffusionObjective objective) {
  private static final int BATCH = 32;

  /** The mean over all samples. */
  double of(Denoiser network, List<LatentSample> samples, NDManager manager) {
    DiffusionObjective plain =
        objective.with(
            objective.configuration().withCaptionDropout(0).withMinSnr(Double.POSITIVE_INFINITY));
    double sum = 0;
    for (int from = 0; from < samples.size(); from += BATCH) {
      int end = Math.min(samples.size(), from + BATCH);
      List<Long> seeds = LongStream.range(from, end).boxed().toList();
      try (NDManager scope = manager.newSubManager()) {
        NoisyBatch batch = NoisyBatch.of(scope, plain, samples.subList(from, end), seeds);
        NDArray predicted = network.predict(batch.noisy(), batch.timesteps(), batch.context());
        sum += batch.loss(predicted).getFloat() * (end - from);
      }
    }
    return sum / samples.size();
  }
}
