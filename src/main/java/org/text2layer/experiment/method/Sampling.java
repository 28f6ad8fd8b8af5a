package org.text2layer.experiment.method;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.text2layer.diffusion.Guidance;
import org.text2layer.image.LayeredImage;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.SamplerFactory;
import org.text2layer.pipeline.SchedulerConfiguration;

/**
 * How pictures are drawn from a trained method: by DPM-Solver++ 2M on Karras noise levels, which
 * needs fewer steps than the paper's DDIM with 50.
 *
 * @param steps calls of the denoiser
 * @param guidance scale of classifier-free guidance; the paper takes 7.5
 */
public record Sampling(int steps, double guidance) {
  private static final SamplerFactory SAMPLER = SamplerFactory.dpmSolverKarras();

  /** Checks both, by making the sampler. */
  public Sampling {
    SAMPLER.create(SchedulerConfiguration.stableDiffusion(), steps);
    Guidance.of(guidance);
  }

  List<LayeredImage> generate(
      NDManager manager, LatentDiffusion pipeline, List<String> captions, long[] seeds) {
    return pipeline.generate(
        manager, captions, seeds, pipeline.sampler(SAMPLER, steps), Guidance.of(guidance));
  }

  @Override
  public String toString() {
    return "DPM-Solver++ 2M Karras, %s steps, guidance %s".formatted(steps, guidance);
  }
}
