package org.text2layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.text2layer.diffusion.CleanEstimate;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.Sampler;
import org.text2layer.diffusion.sampler.Trajectory;
import org.text2layer.model.unet.UNet;

/** The sampling loop from a given first latent, which the library itself draws from a seed. */
final class GuidedSampling {
  private GuidedSampling() {}

  /**
   * The first latent and the latents after each step.
   *
   * @param context the caption's embedding, then the negative caption's
   */
  static NDList trajectory(
      UNet unet, Sampler sampler, Guidance guidance, NDArray context, NDArray first) {
    CleanEstimate estimate =
        (latents, level) -> {
          NDArray twice = latents.concat(latents, 0);
          NDArray t = first.getManager().full(new Shape(2), (float) level.timestep());
          NDList halves = unet.predict(twice, t, context).split(2);
          NDArray guided = guidance.apply(halves.get(0), halves.get(1));
          return level.prediction().denoised(level.alphaBar(), latents, guided);
        };
    return new NDList(Trajectory.of(sampler, first, estimate, index -> first));
  }
}
