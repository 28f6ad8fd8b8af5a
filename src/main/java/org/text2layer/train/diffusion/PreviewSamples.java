package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.diffusion.Denoiser;
import org.text2layer.diffusion.DiffusionProcess;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.SamplingListener;
import org.text2layer.diffusion.sampler.DdimSampler;
import org.text2layer.diffusion.sampler.SamplingPlan;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.TextEncoder;

/**
 * A plan whose captions are encoded.
 *
 * @param plan what to sample
 * @param contexts the captions' embeddings
 */
record PreviewSamples(PreviewPlan plan, List<float[]> contexts) {
  static PreviewSamples of(PreviewPlan plan, TextEncoder encoder) {
    return new PreviewSamples(
        plan,
        plan.captions().stream().map(caption -> CaptionShape.embed(encoder, caption)).toList());
  }

  int count() {
    return contexts.size();
  }

  LayeredImage sample(
      int index,
      Denoiser network,
      DiffusionConfiguration configuration,
      LatentSpace space,
      CaptionShape captions,
      NDManager manager) {
    try (NDManager scope = manager.newSubManager()) {
      SamplingPlan sampling =
          SamplingPlan.of(configuration.schedule(), plan.steps())
              .withPrediction(configuration.prediction());
      DiffusionProcess process =
          DiffusionProcess.of(network, new DdimSampler(sampling, 0), Guidance.of(plan.guidance()));
      Shape caption = new Shape(1, captions.positions(), captions.width());
      NDArray latents =
          process.sample(
              scope,
              scope.create(contexts.get(index), caption),
              scope.create(captions.empty(), caption),
              space.shape(),
              new long[] {plan.seed() + index},
              SamplingListener.none());
      return space.decode(latents).get(0);
    }
  }
}
