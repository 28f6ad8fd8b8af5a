package org.text2layer.diffusion.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.text2layer.diffusion.Prediction.VELOCITY;
import static org.text2layer.diffusion.sampler.DdpmSampler.Variance.LARGE;
import static org.text2layer.diffusion.sampler.DdpmSampler.Variance.SMALL;
import static org.text2layer.diffusion.sampler.TimestepSpacing.LEADING;
import static org.text2layer.diffusion.sampler.TimestepSpacing.TRAILING;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.text2layer.diffusion.NoiseLevel;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Sampler;
import org.text2layer.parity.Fixture;

/** Every sampler against diffusers': all variants of all fixtures, with a formula for a network. */
class SamplerParityTest {
  private static final Shape LATENTS = new Shape(1, 4, 8, 8);
  private static final int SIZE = (int) LATENTS.size();
  private static final int STEPS = 10;
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.stableDiffusion();

  /** What makes each variant's sampler from a number of steps. */
  private static final Map<String, Map<String, IntFunction<Sampler>>> VARIANTS =
      Map.of(
          "ddim",
          Map.of(
              "epsilon-eta0", SamplerParityTest::ddim,
              "epsilon-eta1", n -> new DdimSampler(ddim(n).plan(), 1),
              "v-eta0", n -> new DdimSampler(velocity(ddim(n).plan()), 0),
              "v-eta1", n -> new DdimSampler(velocity(ddim(n).plan()), 1),
              "zsnr-v-eta0", SamplerParityTest::zeroSnrDdim,
              "zsnr-v-eta1", n -> new DdimSampler(zeroSnrDdim(n).plan(), 1)),
          "ddpm",
          Map.of(
              "epsilon", SamplerParityTest::ddpm,
              "v", n -> new DdpmSampler(velocity(ddpm(n).plan()), SMALL),
              "epsilon-large", n -> new DdpmSampler(ddpm(n).plan(), LARGE)),
          "dpmpp2m",
          Map.of(
              "epsilon", SamplerParityTest::dpmSolver,
              "v", n -> new DpmSolverSampler(velocity(dpmSolver(n).plan()), 2, false),
              "epsilon-leading", n -> new DpmSolverSampler(leading(dpmSolver(n).plan()), 2, false),
              "epsilon-karras", n -> new DpmSolverSampler(dpmSolver(n).plan(), 2, true)),
          "dpmpp3m",
          Map.of(
              "epsilon", n -> new DpmSolverSampler(dpmSolver(n).plan(), 3, false),
              "v", n -> new DpmSolverSampler(velocity(dpmSolver(n).plan()), 3, false),
              "epsilon-leading", n -> new DpmSolverSampler(leading(dpmSolver(n).plan()), 3, false),
              "epsilon-karras", n -> new DpmSolverSampler(dpmSolver(n).plan(), 3, true),
              "zsnr-v", n -> zeroSnrDpmSolver(n),
              "zsnr-v-karras", n -> new DpmSolverSampler(zeroSnrDpmSolver(n).plan(), 3, true)),
          "euler",
          Map.of(
              "epsilon", SamplerParityTest::euler,
              "v", n -> new EulerSampler(velocity(euler(n).plan()), false),
              "epsilon-leading", n -> new EulerSampler(leading(euler(n).plan()), false),
              "epsilon-karras", n -> new EulerSampler(euler(n).plan(), true)),
          "heun",
          Map.of(
              "epsilon", SamplerParityTest::heun,
              "v", n -> new HeunSampler(velocity(heun(n).plan()), false),
              "epsilon-leading", n -> new HeunSampler(leading(heun(n).plan()), false),
              "epsilon-karras", n -> new HeunSampler(heun(n).plan(), true),
              "v-trailing",
                  n ->
                      new HeunSampler(
                          ReferenceSamplers.spaced(velocity(heun(n).plan()), TRAILING, 0), false)));

  static Stream<Arguments> variants() {
    return VARIANTS.entrySet().stream()
        .flatMap(
            fixture ->
                fixture.getValue().keySet().stream()
                    .map(variant -> Arguments.of(fixture.getKey(), variant)));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void timestepsNoiseLevelsAndTrajectoryEqualTheReference(String name, String variant) {
    Fixture fixture = Fixture.load(name);
    IntFunction<Sampler> samplers = VARIANTS.get(name).get(variant);
    String out = "out." + variant;

    for (int steps : new int[] {50, 20, 7}) {
      Sampler sampler = samplers.apply(steps);
      fixture.check(out + ".timesteps." + steps, each(steps, sampler::timestep));
      if (fixture.names().contains(out + ".sigmas." + steps)) {
        fixture.check(out + ".sigmas." + steps, each(steps + 1, sigmas(sampler)));
      }
    }
    Sampler sampler = samplers.apply(STEPS);
    fixture.check(out + ".init_noise_sigma", new float[] {(float) sampler.initialScale()});
    fixture.check(out + ".trajectory", trajectory(sampler, fixture));
    if (fixture.names().contains(out + ".trajectory.20")) {
      fixture.check(out + ".trajectory.20", trajectory(samplers.apply(20), fixture));
    }
  }

  @Test
  void noVariantOfAFixtureIsLeftOut() {
    for (var fixture : VARIANTS.entrySet()) {
      var expected = Fixture.load(fixture.getKey()).json().getAsJsonObject("config");
      assertEquals(expected.getAsJsonObject("variants").keySet(), fixture.getValue().keySet());
      assertEquals(STEPS, expected.get("steps").getAsInt());
    }
  }

  @Test
  void noisyLatentsOfTheScheduleAreTheReferencesAtTheStepsOfTheSampler() {
    for (String name : new String[] {"ddpm", "dpmpp2m"}) {
      Fixture fixture = Fixture.load(name);
      try (NDManager manager = NDManager.newBaseManager()) {
        fixture.check("out.add_noise", noisy(manager, fixture).toFloatArray());
      }
    }
  }

  @Test
  void theVelocityThatModelsLearnIsTheReferences() {
    Fixture fixture = Fixture.load("ddpm");
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray clean = input(manager, fixture, "x_0");
      NDArray noise = input(manager, fixture, "noise_0");
      fixture.check("out.velocity", SCHEDULE.velocity(clean, noise, steps(fixture)).toFloatArray());
    }
  }

  @Test
  void eulersNoisyLatentsAreTheSchedulesOnceTheyAreScaledForTheDenoiser() {
    Fixture fixture = Fixture.load("euler");
    EulerSampler sampler = ReferenceSamplers.euler(SCHEDULE, STEPS, false);
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] expected = noisy(manager, fixture).toFloatArray();
      NDArray reference =
          manager.create(fixture.floats("out.add_noise"), new Shape(fixture.shape("in.x_0")));
      int[] indices = {0, 4, 9};
      for (int row = 0; row < indices.length; row++) {
        assertEquals(steps(fixture)[row], sampler.timestep(indices[row]), 1e-9);
        NDArray scaled = reference.get(row).mul(sampler.level(indices[row]).inputScale());
        float[] own = Arrays.copyOfRange(expected, row * SIZE, (row + 1) * SIZE);
        assertArrayEquals(own, scaled.toFloatArray(), 1e-5f);
      }
    }
  }

  private static float[] trajectory(Sampler sampler, Fixture fixture) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray first = manager.create(fixture.floats("in.x_T"), LATENTS).mul(sampler.initialScale());
      NDArray noises = input(manager, fixture, "noise");
      List<NDArray> trajectory =
          Trajectory.of(sampler, first, SamplerParityTest::estimate, index -> noises.get(index));
      return NDArrays.stack(new NDList(trajectory)).toFloatArray();
    }
  }

  private static NDArray estimate(NDArray latents, NoiseLevel level) {
    NDArray input = latents.mul(level.inputScale());
    NDArray output = standIn(input, (float) level.timestep());
    return level.prediction().denoised(level.alphaBar(), input, output);
  }

  /** The fixtures' formula in place of a network. */
  private static NDArray standIn(NDArray latents, double timestep) {
    return latents.mul(0.5 * Math.sin(timestep / 200)).add(0.1 * Math.cos(timestep / 50));
  }

  private static NDArray noisy(NDManager manager, Fixture fixture) {
    return SCHEDULE.addNoise(
        input(manager, fixture, "x_0"), input(manager, fixture, "noise_0"), steps(fixture));
  }

  private static NDArray input(NDManager manager, Fixture fixture, String name) {
    return manager.create(fixture.floats("in." + name), new Shape(fixture.shape("in." + name)));
  }

  private static long[] steps(Fixture fixture) {
    float[] timesteps = fixture.floats("out.add_noise_timesteps");
    return IntStream.range(0, timesteps.length).mapToLong(i -> (long) timesteps[i]).toArray();
  }

  private static float[] each(int count, IntToDoubleFunction value) {
    float[] values = new float[count];
    IntStream.range(0, count).forEach(i -> values[i] = (float) value.applyAsDouble(i));
    return values;
  }

  private static IntToDoubleFunction sigmas(Sampler sampler) {
    if (sampler instanceof EulerSampler euler) {
      return euler::sigma;
    }
    return sampler instanceof HeunSampler heun ? heun::sigma : ((DpmSolverSampler) sampler)::sigma;
  }

  private static SamplingPlan velocity(SamplingPlan plan) {
    return ReferenceSamplers.predicting(plan, VELOCITY);
  }

  private static SamplingPlan leading(SamplingPlan plan) {
    return ReferenceSamplers.spaced(plan, LEADING, 1);
  }

  private static DdimSampler ddim(int steps) {
    return ReferenceSamplers.ddim(SCHEDULE, steps, 0);
  }

  private static DdimSampler zeroSnrDdim(int steps) {
    return ReferenceSamplers.ddim(SCHEDULE.withZeroTerminalSnr(), steps, 0);
  }

  private static DdpmSampler ddpm(int steps) {
    return ReferenceSamplers.ddpm(SCHEDULE, steps);
  }

  private static DpmSolverSampler dpmSolver(int steps) {
    return ReferenceSamplers.dpmSolver(SCHEDULE, steps, 2, false);
  }

  private static DpmSolverSampler zeroSnrDpmSolver(int steps) {
    return ReferenceSamplers.dpmSolver(SCHEDULE.withZeroTerminalSnr(), steps, 3, false);
  }

  private static EulerSampler euler(int steps) {
    return ReferenceSamplers.euler(SCHEDULE, steps, false);
  }

  private static HeunSampler heun(int steps) {
    return ReferenceSamplers.heun(SCHEDULE, steps, false);
  }
}
