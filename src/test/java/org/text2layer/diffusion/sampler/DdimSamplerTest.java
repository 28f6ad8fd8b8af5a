package org.text2layer.diffusion.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.text2layer.diffusion.Prediction.EPSILON;
import static org.text2layer.diffusion.Prediction.VELOCITY;
import static org.text2layer.diffusion.sampler.TimestepSpacing.LEADING;
import static org.text2layer.diffusion.sampler.TimestepSpacing.TRAILING;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.text2layer.diffusion.CleanEstimate;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Sampler;

/** Its numbers are checked in SamplerParityTest. */
class DdimSamplerTest {
  /** Fails a sampler that asks for noise where none is to be added. */
  private static final Supplier<NDArray> NO_NOISE =
      () -> {
        throw new AssertionError("noise was drawn");
      };

  private static final NoiseSchedule SCHEDULE = NoiseSchedule.stableDiffusion();
  private static final SamplingPlan ZERO_SNR = SamplingPlan.of(SCHEDULE.withZeroTerminalSnr(), 10);

  @Test
  void aPerfectDenoiserLeadsFromAnyNoiseToTheCleanLatents() {
    try (NDManager manager = NDManager.newBaseManager()) {
      DdimSampler sampler = ReferenceSamplers.ddim(SCHEDULE, 5, 0);
      NDArray clean = manager.create(new float[] {1.5f, -0.5f, 0.25f}, new Shape(1, 3));
      NDArray noise = manager.create(new float[] {-1, 2, 0.5f}, new Shape(1, 3));
      long[] first = {(long) sampler.timestep(0)};
      NDArray latents = SCHEDULE.addNoise(clean, noise, first);
      for (int index = 0; index < 5; index++) {
        Sampler.Step step = sampler.step(index, latents, knowing(noise), List.of(), NO_NOISE);
        assertArrayEquals(clean.toFloatArray(), step.denoised().toFloatArray(), 1e-4f);
        latents = step.latents();
      }

      // The last step ends at timestep 0, as the reference does.
      NDArray expected = SCHEDULE.addNoise(clean, noise, new long[] {0});
      assertArrayEquals(expected.toFloatArray(), latents.toFloatArray(), 1e-4f);
    }
  }

  @Test
  void epsilonAndVelocityOfTheSameNoiseGiveTheSameCleanLatents() {
    try (NDManager manager = NDManager.newBaseManager()) {
      DdimSampler sampler = ReferenceSamplers.ddim(SCHEDULE, 10, 0);
      NDArray clean = manager.create(new float[] {1.5f, -0.5f}, new Shape(1, 2));
      NDArray noise = manager.create(new float[] {-1, 2}, new Shape(1, 2));
      long[] timestep = {(long) sampler.timestep(3)};
      NDArray latents = SCHEDULE.addNoise(clean, noise, timestep);
      NDArray velocity = SCHEDULE.velocity(clean, noise, timestep);

      double alphaBar = sampler.plan().level(3).alphaBar();
      NDArray byEpsilon = EPSILON.denoised(alphaBar, latents, noise);
      NDArray byVelocity = VELOCITY.denoised(alphaBar, latents, velocity);

      assertArrayEquals(clean.toFloatArray(), byEpsilon.toFloatArray(), 1e-4f);
      assertArrayEquals(clean.toFloatArray(), byVelocity.toFloatArray(), 1e-4f);
    }
  }

  @Test
  void theNoisiestStepFromZeroSnrStaysFiniteForEveryNumberOfSteps() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.ones(new Shape(1, 2));
      for (int steps = 1; steps <= 100; steps++) {
        DdimSampler sampler = new DdimSampler(ZERO_SNR.withSteps(steps), 1);
        NDArray next = sampler.step(0, x, (asked, level) -> x, List.of(), () -> x).latents();
        assertTrue(Float.isFinite(next.sum().getFloat()), steps + " steps");
      }
    }
  }

  @Test
  void allStepsOfTheScheduleStayInsideIt() {
    float[] all = timesteps(ReferenceSamplers.ddim(SCHEDULE, 1000, 0));
    float[] one = timesteps(ReferenceSamplers.ddim(SCHEDULE, 1, 0));

    assertEquals(999, all[0]);
    assertEquals(0, all[999]);
    assertArrayEquals(new float[] {1}, one);
    assertArrayEquals(new float[] {999}, timesteps(new DdimSampler(ZERO_SNR.withSteps(1), 0)));
  }

  @Test
  void defaultsFitTheSchedule() {
    DdimSampler usual = ReferenceSamplers.ddim(SCHEDULE, 50, 0);
    DdimSampler zeroSnr = ReferenceSamplers.ddim(SCHEDULE.withZeroTerminalSnr(), 50, 0);

    assertEquals(new DdimSampler(new SamplingPlan(SCHEDULE, 50, EPSILON, LEADING, 1), 0), usual);
    assertEquals(VELOCITY, zeroSnr.plan().prediction());
    assertEquals(TRAILING, zeroSnr.plan().spacing());
  }

  @Test
  void badInputIsRefusedWithASentence() {
    DdimSampler sampler = ReferenceSamplers.ddim(SCHEDULE, 50, 0);
    SamplingPlan plan = sampler.plan();

    assertRefused("1 to 1000 steps", () -> ReferenceSamplers.ddim(SCHEDULE, 0, 0));
    assertRefused("but 1001 came", () -> ReferenceSamplers.ddim(SCHEDULE, 1001, 0));
    assertRefused("but -0.1 came", () -> new DdimSampler(plan, -0.1));
    assertRefused("but 1.1 came", () -> new DdimSampler(plan, 1.1));
    assertRefused("but NaN came", () -> new DdimSampler(plan, Double.NaN));
    assertRefused("from 0 to 999, but -1 came", () -> ReferenceSamplers.spaced(plan, LEADING, -1));
    assertRefused("divide by 0", () -> ReferenceSamplers.predicting(ZERO_SNR, EPSILON));
    assertThrows(IndexOutOfBoundsException.class, () -> sampler.timestep(50));
  }

  private static CleanEstimate knowing(NDArray noise) {
    return (latents, level) -> level.prediction().denoised(level.alphaBar(), latents, noise);
  }

  private static float[] timesteps(Sampler sampler) {
    float[] timesteps = new float[sampler.steps()];
    IntStream.range(0, timesteps.length).forEach(i -> timesteps[i] = (float) sampler.timestep(i));
    return timesteps;
  }

  private static void assertRefused(String part, Runnable action) {
    var error = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
