package com.example.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.text2layer.diffusion.CleanEstimate;
import org.text2layer.diffusion.Denoiser;
import org.text2layer.diffusion.DiffusionProcess;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.NoiseLevel;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.diffusion.Prediction;
import org.text2layer.diffusion.Sampler;
import org.text2layer.diffusion.SamplingListener;
import org.text2layer.diffusion.sampler.SamplingPlan;
import org.text2layer.diffusion.sampler.TimestepSpacing;

/** A sampler of a user's own, outside the library: two denoiser calls a step, and fresh noise. */
class OwnSamplerTest {
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.stableDiffusion();
  private static final int STEPS = 10;

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** The second-order ancestral sampler of k-diffusion ("DPM2 a"). */
  private record AncestralMidpoint(SamplingPlan plan) implements Sampler {
    @Override
    public String name() {
      return "ancestral midpoint";
    }

    @Override
    public int steps() {
      return plan.steps();
    }

    @Override
    public double timestep(int index) {
      return plan.timestep(index);
    }

    @Override
    public double initialScale() {
      return sigma(0);
    }

    @Override
    public Step step(
        int index,
        NDArray latents,
        CleanEstimate estimate,
        List<NDArray> earlier,
        Supplier<NDArray> noise) {
      double sigma = sigma(index);
      double next = sigma(index + 1);
      double up = next * Math.sqrt(1 - next * next / (sigma * sigma));
      double down = next * next / sigma;
      NDArray denoised = estimate.denoised(latents, level(sigma));
      if (next == 0) {
        return new Step(denoised, denoised);
      }
      double middle = Math.sqrt(sigma * down);
      NDArray slope = latents.sub(denoised).div(sigma);
      NDArray halfway = latents.add(slope.mul(middle - sigma));
      NDArray halfwayDenoised = estimate.denoised(halfway, level(middle));
      NDArray halfwaySlope = halfway.sub(halfwayDenoised).div(middle);
      NDArray mean = latents.add(halfwaySlope.mul(down - sigma));
      return new Step(mean.add(noise.get().mul(up)), denoised);
    }

    private double sigma(int index) {
      return index == steps() ? 0 : plan.schedule().sigma(plan.timestep(index));
    }

    private NoiseLevel level(double sigma) {
      double timestep = plan.schedule().timestepOf(sigma);
      return NoiseLevel.varianceExploding(plan.prediction(), timestep, sigma);
    }
  }

  private static Sampler sampler(int steps) {
    return new AncestralMidpoint(
        new SamplingPlan(SCHEDULE, steps, Prediction.EPSILON, TimestepSpacing.LINSPACE, 0));
  }

  @Test
  void givenADenoiserThatIsAFormulaThenTheLatentsAreThoseOfTheSameStepsInPlainNumbers() {
    Denoiser denoiser =
        (latents, timesteps, context) -> {
          NDArray time = timesteps.div(1000).reshape(-1, 1, 1, 1);
          return latents.mul(time).add(context.get(":,0,0").reshape(-1, 1, 1, 1));
        };
    List<NDArray> previews = new ArrayList<>();

    float[] sampled =
        new DiffusionProcess(denoiser, sampler(STEPS), Guidance.of(3))
            .sample(
                manager,
                manager.full(new Shape(2, 1, 1), 0.2f),
                manager.full(new Shape(1, 1, 1), 0.1f),
                new Shape(1, 1, 1),
                new long[] {7, 8},
                step -> previews.add(step.denoised()))
            .toFloatArray();

    // Guidance 3 takes 0.1 and 0.2 to 0.4.
    assertEquals(inPlainNumbers(7, 0.4), sampled[0], 1e-3);
    assertEquals(inPlainNumbers(8, 0.4), sampled[1], 1e-3);
    assertEquals(STEPS, previews.size());
  }

  /** One value of one picture, with ε = x / √(σ² + 1) · t / 1000 + shift. */
  private static double inPlainNumbers(long seed, double shift) {
    PictureNoise noise = PictureNoise.of(seed);
    double sigma = SCHEDULE.sigma(999);
    double x = noise.gaussian(1)[0] * sigma;
    for (int step = 1; step < STEPS; step++) {
      double next = SCHEDULE.sigma(999.0 * (STEPS - 1 - step) / (STEPS - 1));
      double down = next * next / sigma;
      double middle = Math.sqrt(sigma * down);
      double halfway = x + (middle - sigma) * epsilon(x, sigma, shift);
      x += (down - sigma) * epsilon(halfway, middle, shift);
      x += noise.gaussian(1)[0] * Math.sqrt(next * next - down * down);
      sigma = next;
    }
    return x - sigma * epsilon(x, sigma, shift);
  }

  private static double epsilon(double x, double sigma, double shift) {
    return x / Math.sqrt(sigma * sigma + 1) * SCHEDULE.timestepOf(sigma) / 1000 + shift;
  }

  /** Gaussian data of deviation s have the ideal denoiser D(x; σ) = s² / (s² + σ²) · x. */
  @Test
  void givenTheIdealDenoiserOfGaussianDataThenTheSamplesAreDistributedAsTheData() {
    double variance = 0.25;
    Denoiser ideal =
        (latents, timesteps, context) -> {
          double sigma = SCHEDULE.sigma(timesteps.getFloat(0));
          double ofNoise = sigma * Math.sqrt(sigma * sigma + 1) / (variance + sigma * sigma);
          return latents.mul(ofNoise);
        };
    NDArray text = manager.ones(new Shape(1, 1, 1));

    NDArray sampled =
        new DiffusionProcess(ideal, sampler(200), Guidance.of(1))
            .sample(
                manager, text, text, new Shape(4, 64, 64), new long[] {7}, SamplingListener.none());

    assertEquals(0, sampled.mean().getFloat(), 0.015);
    assertEquals(variance, sampled.square().mean().getFloat(), 0.01);
  }
}
