package org.text2layer.diffusion.sampler;

import java.util.Objects;
import org.text2layer.diffusion.NoiseLevel;

/**
 * A sampler whose latents are clean + σ · noise, so that they start large and the denoiser gets
 * them scaled down, with the noise levels of diffusers' Euler and Heun schedulers.
 */
interface NoiseLevelSampler extends PlannedSampler {
  boolean karras();

  @Override
  default double timestep(int index) {
    Objects.checkIndex(index, steps());
    return karras() ? plan().schedule().timestepOf(sigma(index)) : plan().timestep(index);
  }

  /**
   * The noise level before step {@code index}, falling.
   *
   * @param index 0 to steps, which gives 0: the latents end clean
   */
  default double sigma(int index) {
    Objects.checkIndex(index, steps() + 1);
    if (index == steps()) {
      return 0;
    }
    return karras()
        ? plan().karrasSigma(index, spacedSigma(0), spacedSigma(steps() - 1))
        : spacedSigma(index);
  }

  private double spacedSigma(int index) {
    return plan().schedule().sigma(plan().timestep(index));
  }

  /** The first σ. With leading spacing the reference counts the clean latents' variance of 1 in. */
  @Override
  default double initialScale() {
    double largest = sigma(0);
    return plan().spacing() == TimestepSpacing.LEADING ? Math.sqrt(largest * largest + 1) : largest;
  }

  default NoiseLevel level(int index) {
    return NoiseLevel.varianceExploding(plan().prediction(), timestep(index), sigma(index));
  }
}
