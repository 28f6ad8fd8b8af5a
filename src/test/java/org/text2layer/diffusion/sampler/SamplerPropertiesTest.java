package org.text2layer.diffusion.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.text2layer.diffusion.Prediction.EPSILON;
import static org.text2layer.diffusion.Prediction.VELOCITY;
import static org.text2layer.diffusion.sampler.DdpmSampler.Variance.LARGE;
import static org.text2layer.diffusion.sampler.DdpmSampler.Variance.SMALL;
import static org.text2layer.diffusion.sampler.TimestepSpacing.LINSPACE;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.text2layer.diffusion.CleanEstimate;
import org.text2layer.diffusion.Denoiser;
import org.text2layer.diffusion.DiffusionProcess;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.NoiseLevel;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Prediction;
import org.text2layer.diffusion.Sampler;
import org.text2layer.diffusion.SamplingListener;

/** What holds for every sampler, whatever its configuration. */
class SamplerPropertiesTest {
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.stableDiffusion();
  private static final NoiseSchedule ZERO_SNR = SCHEDULE.withZeroTerminalSnr();
  private static final Shape LATENT = new Shape(1, 2, 2);
  private static final float[] CLEAN = {1.5f, -0.5f, 0.25f, 0};

  /** A sampler, and what the properties have to know of it. */
  private record Setting(Sampler sampler, NoiseSchedule schedule, Prediction output) {}

  @Provide
  Arbitrary<Setting> settings() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 11),
            Arbitraries.integers().between(2, 40),
            Arbitraries.of(TimestepSpacing.values()),
            Arbitraries.of(0, 1),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(SamplerPropertiesTest::setting);
  }

  private static Setting setting(
      int kind, int steps, TimestepSpacing spacing, int offset, boolean velocity, boolean zeroSnr) {
    Prediction output = velocity || zeroSnr ? VELOCITY : EPSILON;
    NoiseSchedule schedule = zeroSnr ? ZERO_SNR : SCHEDULE;
    SamplingPlan plan = new SamplingPlan(schedule, steps, output, spacing, offset);
    Sampler sampler =
        switch (kind) {
          case 0, 1 -> new DdimSampler(plan, kind);
          case 2 -> new DdpmSampler(plan, SMALL);
          case 3 -> new DdpmSampler(plan, LARGE);
          case 4, 5 -> new DpmSolverSampler(plan, 2, kind == 5);
          case 6, 7 -> new DpmSolverSampler(plan, 3, kind == 7);
          case 8, 9 -> new EulerSampler(plan, kind == 9);
          default -> new HeunSampler(plan, kind == 11);
        };
    return new Setting(sampler, schedule, output);
  }

  @Property(tries = 300)
  void aDenoiserThatKnowsTheCleanLatentsLeadsThereFromAnyNoise(
      @ForAll("settings") Setting setting, @ForAll long seed) {
    // The reference's DDIM steps are shorter than linspace's timesteps are apart.
    Assume.that(
        !(setting.sampler() instanceof DdimSampler ddim && ddim.plan().spacing() == LINSPACE));
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray text = manager.ones(new Shape(1, 1, 1));
      float[] end =
          new DiffusionProcess(knowing(setting), setting.sampler(), Guidance.of(1))
              .sample(manager, text, text, LATENT, new long[] {seed}, SamplingListener.none())
              .toFloatArray();

      assertArrayEquals(CLEAN, end, leftNoise(setting), setting.toString());
    }
  }

  @Property(tries = 100)
  void timestepsFallAndStayInTheSchedule(@ForAll("settings") Setting setting) {
    Sampler sampler = setting.sampler();
    double before = 1000;
    for (int index = 0; index < sampler.steps(); index++) {
      double timestep = sampler.timestep(index);
      boolean falls = timestep < before || sampler.name().endsWith("M Karras");
      assertTrue(timestep >= 0 && timestep <= before && falls, sampler + " at " + index);
      before = timestep;
    }
    assertThrows(IndexOutOfBoundsException.class, () -> sampler.timestep(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> sampler.timestep(sampler.steps()));
  }

  @Property(tries = 50)
  void theSameStepTwiceGivesTheSameLatentsAndLeavesItsInputsAlone(
      @ForAll("settings") Setting setting) {
    Sampler sampler = setting.sampler();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray latents = manager.create(new float[] {-1, 2, 0.5f});
      NDArray denoised = manager.create(new float[] {0.5f, 1, -2});
      NDArray other = manager.create(new float[] {1, 2, 3});
      UnaryOperator<NDArray> middle =
          x ->
              sampler
                  .step(
                      sampler.steps() / 2,
                      x,
                      (asked, level) -> denoised,
                      Collections.nCopies(sampler.historyLength(), other),
                      () -> other)
                  .latents();

      float[] once = middle.apply(latents).toFloatArray();
      middle.apply(denoised);
      float[] again = middle.apply(latents).toFloatArray();

      assertArrayEquals(once, again);
      assertArrayEquals(new float[] {-1, 2, 0.5f}, latents.toFloatArray());
      assertArrayEquals(new float[] {0.5f, 1, -2}, denoised.toFloatArray());
      assertArrayEquals(new float[] {1, 2, 3}, other.toFloatArray());
    }
  }

  /**
   * Gaussian data of deviation s have the ideal denoiser s² / (s² + σ²) · x and the exact solution
   * x · √((s² + σ_end²) / (s² + σ²)): four times the steps leave a quarter of Euler's error, a
   * sixteenth of a second-order solver's.
   */
  @Example
  void errorsShrinkWithTheOrderOfTheSolver() {
    IntFunction<Sampler> euler = n -> ReferenceSamplers.euler(SCHEDULE, n, true);
    IntFunction<Sampler> heun = n -> ReferenceSamplers.heun(SCHEDULE, n, true);
    IntFunction<Sampler> solver = n -> ReferenceSamplers.dpmSolver(SCHEDULE, n, 2, true);
    IntFunction<Sampler> third = n -> ReferenceSamplers.dpmSolver(SCHEDULE, n, 3, true);

    assertEquals(4, gaussianError(euler, 25) / gaussianError(euler, 100), 0.5);
    assertEquals(16, gaussianError(heun, 25) / gaussianError(heun, 100), 3);
    assertEquals(16, gaussianError(solver, 25) / gaussianError(solver, 100), 3);
    // The first steps of 3M are of lower order: they leave second-order errors, if small ones.
    assertTrue(gaussianError(third, 25) < gaussianError(solver, 25) / 3);
    assertTrue(gaussianError(third, 100) < gaussianError(solver, 100) / 3);
    assertTrue(gaussianError(solver, 25) < gaussianError(euler, 100));
  }

  @Example
  void badValuesAreRefusedWithASentence() {
    for (IntFunction<Sampler> steps :
        List.<IntFunction<Sampler>>of(
            n -> ReferenceSamplers.ddpm(SCHEDULE, n),
            n -> ReferenceSamplers.euler(SCHEDULE, n, false),
            n -> ReferenceSamplers.heun(SCHEDULE, n, false),
            n -> ReferenceSamplers.dpmSolver(SCHEDULE, n, 2, false))) {
      assertRefused("takes 1 to 1000 steps with this schedule, but 0 came", () -> steps.apply(0));
      assertRefused("but 1001 came", () -> steps.apply(1001));
    }
    assertRefused(
        "999 steps with LINSPACE", () -> ReferenceSamplers.dpmSolver(SCHEDULE, 1000, 2, false));
    assertRefused(
        "0 to 999, but -1",
        () -> ReferenceSamplers.spaced(SamplingPlan.of(SCHEDULE, 9), LINSPACE, -1));
    assertRefused(
        "0 to 999, but 1000",
        () -> ReferenceSamplers.spaced(SamplingPlan.of(SCHEDULE, 9), LINSPACE, 1000));
    assertRefused(
        "divide by 0", () -> ReferenceSamplers.predicting(SamplingPlan.of(ZERO_SNR, 9), EPSILON));
    assertRefused(
        "VELOCITY",
        () ->
            ReferenceSamplers.predicting(
                ReferenceSamplers.euler(ZERO_SNR, 9, false).plan(), EPSILON));
    assertRefused(
        "VELOCITY",
        () ->
            ReferenceSamplers.predicting(
                ReferenceSamplers.dpmSolver(ZERO_SNR, 9, 2, false).plan(), EPSILON));
    assertRefused(
        "order 2 or 3 here, but 1", () -> ReferenceSamplers.dpmSolver(SCHEDULE, 9, 1, false));
    assertRefused("but 4 came", () -> ReferenceSamplers.dpmSolver(SCHEDULE, 9, 4, false));
  }

  @Example
  void asManyStepsAsTheScheduleHasVisitEachTimestep() {
    DdpmSampler all = ReferenceSamplers.ddpm(SCHEDULE, 1000);
    EulerSampler euler = ReferenceSamplers.euler(SCHEDULE, 1000, false);
    DpmSolverSampler solver = ReferenceSamplers.dpmSolver(SCHEDULE, 999, 2, false);
    for (int index = 0; index < 999; index++) {
      assertEquals(999 - index, all.timestep(index));
      assertEquals(999 - index, euler.timestep(index), 1e-9);
      assertEquals(999 - index, solver.timestep(index));
    }
    assertEquals(999, ReferenceSamplers.euler(SCHEDULE, 1, false).timestep(0));
    SamplingPlan linspace = ReferenceSamplers.spaced(SamplingPlan.of(SCHEDULE, 1), LINSPACE, 1);
    assertEquals(999, new DdimSampler(linspace, 0).timestep(0));
  }

  /** Finds out the noise from the latents, since it knows what is under it. */
  private static Denoiser knowing(Setting setting) {
    return (latents, timesteps, context) -> {
      double sigma = setting.schedule().sigma(timesteps.getFloat(0));
      double ofClean = 1 / Math.sqrt(sigma * sigma + 1);
      double ofNoise = sigma * ofClean;
      NDArray clean = latents.getManager().create(CLEAN, latents.getShape());
      NDArray noise = latents.sub(clean.mul(ofClean)).div(ofNoise);
      return setting.output() == EPSILON ? noise : noise.mul(ofClean).sub(clean.mul(ofNoise));
    };
  }

  /** How far from clean latents the references' last steps may end. */
  private static float leftNoise(Setting setting) {
    Sampler sampler = setting.sampler();
    double last = sampler.timestep(sampler.steps() - 1);
    if (sampler instanceof DdimSampler) {
      return (float) (6 * setting.schedule().sigma(Math.max(0, last - 1000 / sampler.steps())));
    }
    if (sampler instanceof DdpmSampler ddpm && ddpm.variance() == LARGE && last > 0) {
      return (float) (6 * Math.min(1, setting.schedule().sigma(last)));
    }
    // A Karras level is a little off the timestep that the denoiser hears.
    return sampler.name().endsWith("Karras") ? 0.02f : 2e-3f;
  }

  /**
   * The relative error before the last step, to σ = 0, which is of first order for both; for data
   * of deviation ½.
   */
  private static double gaussianError(IntFunction<Sampler> samplers, int steps) {
    double variance = 0.25;
    List<NoiseLevel> levels = new ArrayList<>();
    CleanEstimate ideal =
        (latents, level) -> {
          levels.add(level);
          double ofClean = variance / (variance + Math.pow(sigma(level), 2));
          return latents.mul(ofClean / scale(level));
        };
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray first = manager.create(new double[] {1});
      NDArray end =
          Trajectory.of(samplers.apply(steps), first, ideal, index -> first).get(steps - 1);
      NoiseLevel start = levels.get(0);
      NoiseLevel last = levels.get(levels.size() - 1);
      double from = variance + Math.pow(sigma(start), 2);
      double to = variance + Math.pow(sigma(last), 2);
      double exact = Math.sqrt(to / from) * scale(last) / scale(start);
      return Math.abs(end.getDouble(0) / exact - 1);
    }
  }

  private static double sigma(NoiseLevel level) {
    return Math.sqrt(1 / level.alphaBar() - 1);
  }

  /** By how much clean latents shrink in noisy ones: not at all where noise explodes. */
  private static double scale(NoiseLevel level) {
    return Math.sqrt(level.alphaBar()) / level.inputScale();
  }

  private static void assertRefused(String part, Runnable action) {
    var error = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
