package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What changes while one batch of pictures is sampled. Everything lives on {@code run}, which the
 * caller closes; each step works on a manager of its own, and only the latents and the estimates
 * that later steps read come out of it.
 */
final class SamplingRun {
  private final NDManager run;
  private final Denoiser denoiser;
  private final Sampler sampler;
  private final Guidance guidance;
  private final NDArray captions;
  private final NDArray both;
  private final Shape shape;
  private final PictureNoise[] noises;
  private NDArray latents;
  private List<NDArray> earlier = List.of();

  /**
   * Sampling from noise.
   *
   * @param both the empty caption's embeddings, then the captions'; the captions' alone if nothing
   *     else is asked for
   */
  SamplingRun(
      NDManager run,
      DiffusionProcess process,
      NDArray captions,
      NDArray both,
      Shape latentShape,
      long[] seeds) {
    this.run = run;
    this.denoiser = process.denoiser();
    this.sampler = process.sampler();
    this.guidance = process.guidance();
    this.captions = captions;
    this.both = both;
    this.shape = new Shape(seeds.length).addAll(latentShape);
    this.noises = Arrays.stream(seeds).mapToObj(PictureNoise::of).toArray(PictureNoise[]::new);
    this.latents = noise(run).muli(sampler.initialScale());
  }

  NDArray latents() {
    return latents;
  }

  void step(int index, SamplingListener listener) {
    try (NDManager scope = run.newSubManager()) {
      // What an operation makes belongs to its operand's manager: for this step, to the scope.
      latents.attach(scope);
      earlier.forEach(estimate -> estimate.attach(scope));
      scope.tempAttachAll(captions);
      if (guidance.needsUnconditional()) {
        scope.tempAttachAll(both);
      }

      CleanEstimate estimate = (asked, level) -> denoised(scope, index, asked, level);
      Sampler.Step step = sampler.step(index, latents, estimate, earlier, () -> noise(scope));
      requireShape("Sampler " + sampler.name(), shape, step.latents());
      requireShape("Sampler " + sampler.name(), shape, step.denoised());
      requireFinite(index, step.latents());
      report(index, step.denoised(), listener);
      keep(step);
    }
  }

  /** Of all arrays of a step, these outlive its scope. */
  private void keep(Sampler.Step step) {
    latents = step.latents();
    latents.attach(run);
    earlier =
        Stream.concat(Stream.of(step.denoised()), earlier.stream())
            .limit(sampler.historyLength())
            .toList();
    earlier.forEach(estimate -> estimate.attach(run));
  }

  private NDArray denoised(NDManager scope, int index, NDArray asked, NoiseLevel level) {
    NDArray input = level.inputScale() == 1 ? asked : asked.mul(level.inputScale());
    stopIfInterrupted(index);
    NDArray prediction = predict(scope, input, level);
    stopIfInterrupted(index);
    return level.prediction().denoised(level.alphaBar(), input, prediction);
  }

  private NDArray predict(NDManager scope, NDArray latents, NoiseLevel level) {
    boolean guided = guidance.needsUnconditional(level);
    NDArray input = guided ? latents.concat(latents, 0) : latents;
    Shape expected = input.getShape();
    float timestep = (float) level.timestep();
    NDArray timesteps = scope.full(new Shape(expected.get(0)), timestep, DataType.FLOAT32);
    NDArray prediction = denoiser.predict(input, timesteps, guided ? both : captions);
    prediction.attach(scope);
    requireShape("The denoiser", expected, prediction);
    if (!guided) {
      return prediction;
    }
    NDList halves = prediction.split(2);
    return guidance.apply(halves.get(1), halves.get(0));
  }

  private static void requireShape(String source, Shape expected, NDArray returned) {
    if (!returned.getShape().equals(expected)) {
      throw new IllegalStateException(
          "%s was given latents %s and has to return as many values, but returned %s."
              .formatted(source, expected, returned.getShape()));
    }
  }

  /** The next random numbers of each picture, as one batch. */
  private NDArray noise(NDManager manager) {
    int count = Math.toIntExact(shape.size() / noises.length);
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int picture = 0; picture < noises.length; picture++) {
      float[] own = noises[picture].gaussian(count);
      System.arraycopy(own, 0, values, picture * count, count);
    }
    return manager.create(values, shape);
  }

  private void report(int index, NDArray clean, SamplingListener listener) {
    SamplingListener.Step step = new SamplingListener.Step(index, sampler.steps(), clean);
    listener.onStep(step);
    if (step.isCancelled()) {
      throw new SamplingCancelledException(index + 1, sampler.steps());
    }
  }

  /** Clears the flag: see {@link DiffusionProcess#sample}. */
  private void stopIfInterrupted(int completedSteps) {
    if (Thread.interrupted()) {
      throw new SamplingCancelledException(completedSteps, sampler.steps());
    }
  }

  /** One sum tells: it is finite only if all values are. */
  private void requireFinite(int index, NDArray next) {
    if (!Float.isFinite(next.sum().getFloat())) {
      throw new IllegalStateException(
          ("Step %s of %s (timestep %s) gave latents that are not finite: take a lower guidance scale"
                  + " than %s, or check the denoiser's weights and precision.")
              .formatted(index + 1, sampler.steps(), sampler.timestep(index), guidance.scale()));
    }
  }
}
