package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Objects;

/**
 * The reverse process: from noise, step by step, to latents that fit a text. Both halves of
 * classifier-free guidance go through the denoiser in one batch.
 *
 * <p>Immutable; safe for use by several threads where the denoiser is. It holds no native memory:
 * what a call to {@link #sample} makes is freed on every way out of it, but for the result.
 *
 * @param denoiser the model
 * @param sampler which timesteps it is asked about, and how the latents follow
 * @param guidance how strongly the text is followed
 */
public record DiffusionProcess(Denoiser denoiser, Sampler sampler, Guidance guidance) {
  /** Checks that nothing is missing. */
  public DiffusionProcess {
    Objects.requireNonNull(denoiser, "denoiser");
    Objects.requireNonNull(sampler, "sampler");
    Objects.requireNonNull(guidance, "guidance");
  }

  /**
   * Samples one picture's latents a seed. Each picture's random numbers are its own ({@link
   * PictureNoise}), so a seed gives the same picture alone and in any batch, up to the rounding of
   * the denoiser.
   *
   * <p>The listener or an interrupt of the thread (as a notebook's stop button sends) cancels; both
   * are looked at before and after each call of the denoiser. The thread's interrupt flag is
   * cleared then, not restored: the exception carries the news, and a flag left on a notebook's
   * thread would hit the next cell.
   *
   * @param manager owns the result, and its device computes
   * @param conditional (n, positions, width): the captions' embeddings
   * @param unconditional (n or 1, positions, width): the empty caption's; unused at guidance 1
   * @param latentShape (channels, height, width) of one picture
   * @param seeds one a picture, n of them
   * @param listener called after each step
   * @return the latents (n, channels, height, width) on {@code manager}, 32-bit floats
   * @throws IllegalArgumentException if shapes and seeds do not fit each other
   * @throws SamplingCancelledException if the listener or an interrupt asked for it
   * @throws IllegalStateException if the denoiser's or the sampler's output has the wrong shape or
   *     the latents stop being finite; what they throw themselves passes
   */
  public NDArray sample(
      NDManager manager,
      NDArray conditional,
      NDArray unconditional,
      Shape latentShape,
      long[] seeds,
      SamplingListener listener) {
    Objects.requireNonNull(listener, "listener");
    checkShapes(conditional.getShape(), unconditional.getShape(), latentShape, seeds);
    try (NDManager run = manager.newSubManager()) {
      NDArray captions = conditional.duplicate();
      captions.attach(run);
      NDArray both = guidance.needsUnconditional() ? both(run, captions, unconditional) : captions;
      SamplingRun pictures = new SamplingRun(run, this, captions, both, latentShape, seeds);
      for (int index = 0; index < sampler.steps(); index++) {
        pictures.step(index, listener);
      }
      NDArray latents = pictures.latents();
      latents.attach(manager);
      return latents;
    }
  }

  /** What the denoiser gets at each step; the copies leave nothing on the callers' managers. */
  private static NDArray both(NDManager run, NDArray captions, NDArray unconditional) {
    NDArray empty = unconditional.duplicate();
    empty.attach(run);
    if (empty.getShape().get(0) < captions.getShape().get(0)) {
      empty = empty.repeat(0, captions.getShape().get(0));
    }
    return empty.concat(captions, 0);
  }

  private static void checkShapes(
      Shape conditional, Shape unconditional, Shape latentShape, long[] seeds) {
    if (conditional.dimension() != 3 || conditional.size() == 0) {
      throw new IllegalArgumentException(
          "Expected conditional as (pictures, positions, width), but it has %s."
              .formatted(conditional));
    }
    boolean fits =
        unconditional.dimension() == 3
            && (unconditional.get(0) == 1 || unconditional.get(0) == conditional.get(0))
            && unconditional.slice(1).equals(conditional.slice(1));
    if (!fits) {
      throw new IllegalArgumentException(
          "Expected unconditional of the shape of conditional, %s, or with 1 row, but it has %s."
              .formatted(conditional, unconditional));
    }
    if (seeds.length != conditional.get(0)) {
      throw new IllegalArgumentException(
          "Expected one seed a row of conditional %s, but %s came."
              .formatted(conditional, seeds.length));
    }
    if (latentShape.dimension() != 3
        || Arrays.stream(latentShape.getShape()).anyMatch(d -> d < 1)) {
      throw new IllegalArgumentException(
          "Expected a latent shape (channels, height, width) of positive sizes, but %s came."
              .formatted(latentShape));
    }
  }
}
