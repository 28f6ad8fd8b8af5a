package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.text2layer.diffusion.Guidance;
import org.text2layer.image.LayeredImage;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.SamplerFactory;

/**
 * The samples that show how far a diffusion model is: always of the same captions and seeds.
 *
 * @param captions one a picture; none for no pictures
 * @param seed of the first; the others follow
 * @param steps of the sampler, DDIM
 * @param guidance scale; 1 for none
 */
public record PreviewPlan(List<String> captions, long seed, int steps, double guidance) {
  private static final int MOST = 64;

  /** Checks the numbers. */
  public PreviewPlan {
    captions = List.copyOf(captions);
    if (captions.size() > MOST || steps < 1 || !(guidance >= 0)) {
      throw new IllegalArgumentException(
          "Expected at most %s captions, 1 step or more and a guidance of at least 0 but came %s, %s and %s: correct the plan."
              .formatted(MOST, captions.size(), steps, guidance));
    }
  }

  /** 20 steps with guidance 5, from seed 0 on. */
  public static PreviewPlan of(List<String> captions) {
    return new PreviewPlan(captions, 0, 20, 5);
  }

  /** One picture, as far as the pipeline is. */
  LayeredImage sample(int index, LatentDiffusion pipeline, NDManager manager) {
    return pipeline
        .generate(
            manager,
            captions.subList(index, index + 1),
            new long[] {seed + index},
            pipeline.sampler(SamplerFactory.ddim(), steps),
            Guidance.of(guidance))
        .get(0);
  }

  /** No pictures. */
  public static PreviewPlan none() {
    return of(List.of());
  }
}
