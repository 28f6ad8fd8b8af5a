package org.text2layer.diffusion.sampler;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.text2layer.diffusion.CleanEstimate;
import org.text2layer.diffusion.Sampler;

/** The steps of a sampler from given first latents, which the library itself draws from a seed. */
public final class Trajectory {
  private Trajectory() {}

  /**
   * The first latents and the latents after each step.
   *
   * @param noise of a step, by its index
   */
  public static List<NDArray> of(
      Sampler sampler, NDArray first, CleanEstimate estimate, IntFunction<NDArray> noise) {
    List<NDArray> trajectory = new ArrayList<>(List.of(first));
    List<NDArray> earlier = List.of();
    for (int i = 0; i < sampler.steps(); i++) {
      int index = i;
      Sampler.Step step =
          sampler.step(index, trajectory.get(index), estimate, earlier, () -> noise.apply(index));
      trajectory.add(step.latents());
      earlier =
          Stream.concat(Stream.of(step.denoised()), earlier.stream())
              .limit(sampler.historyLength())
              .toList();
    }
    return trajectory;
  }
}
