package org.text2layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.Sampler;
import org.text2layer.model.UNet;

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
    NDArray latents = first;
    NDList trajectory = new NDList(latents);
    for (int index = 0; index < sampler.steps(); index++) {
      NDArray twice = latents.concat(latents, 0);
      NDArray t = first.getManager().full(new Shape(2), (float) sampler.timestep(index));
      NDList halves = unet.predict(twice, t, context).split(2);
      NDArray clean =
          sampler.denoised(index, latents, guidance.apply(halves.get(0), halves.get(1)));
      latents = sampler.step(index, latents, clean, Optional.empty(), Optional.empty());
      trajectory.add(latents);
    }
    return trajectory;
  }
}
