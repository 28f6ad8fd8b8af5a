package org.text2layer.train.diffusion;

import ai.djl.ndarray.types.Shape;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Prediction;
import org.text2layer.pipeline.LatentDiffusion;

/**
 * What a denoiser is asked in training: the noise's schedule, what is to be predicted, of which
 * latents under which captions, and how errors count.
 */
record DiffusionObjective(
    NoiseSchedule schedule,
    Prediction prediction,
    DiffusionConfiguration configuration,
    Shape latent,
    CaptionShape captions) {
  DiffusionObjective {
    if (prediction == Prediction.EPSILON && schedule.hasZeroTerminalSnr()) {
      throw new IllegalArgumentException(
          "Expected velocity prediction with a schedule that ends in pure noise but came epsilon, which says nothing there: take SchedulerConfiguration.withPrediction(Prediction.VELOCITY).");
    }
  }

  static DiffusionObjective of(LatentDiffusion pipeline, DiffusionConfiguration configuration) {
    return new DiffusionObjective(
        pipeline.scheduler().schedule(),
        pipeline.scheduler().prediction(),
        configuration,
        pipeline.latentShape(pipeline.size()),
        CaptionShape.of(pipeline.text()));
  }

  /** Unweighted, and always with the captions. */
  DiffusionObjective plain() {
    DiffusionConfiguration plain =
        configuration.withCaptionDropout(0).withMinSnr(Double.POSITIVE_INFINITY);
    return new DiffusionObjective(schedule, prediction, plain, latent, captions);
  }

  double weight(long timestep) {
    return configuration.weight(schedule.alphaBar((int) timestep), prediction);
  }
}
