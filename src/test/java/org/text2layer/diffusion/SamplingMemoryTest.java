package org.text2layer.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.text2layer.diffusion.sampler.ReferenceSamplers;

/** Every way out of the loop frees what it made; cancelling stops within one step. */
class SamplingMemoryTest {
  private static final int STEPS = 300;
  private static final Shape LATENT = new Shape(4, 4, 4);
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.stableDiffusion();
  private static final Sampler DDIM = ReferenceSamplers.ddim(SCHEDULE, STEPS, 1);

  private static final Sampler HEUN = ReferenceSamplers.heun(SCHEDULE, STEPS, false);

  private final List<NDManager> scopes = new ArrayList<>();
  private final Set<NDManager> runs = new HashSet<>();
  private final List<Integer> survivors = new ArrayList<>();
  private NDManager manager;
  private NDArray conditional;
  private NDArray unconditional;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    conditional = manager.ones(new Shape(2, 3, 8));
    unconditional = manager.zeros(new Shape(1, 3, 8));
  }

  @AfterEach
  void everythingIsFreed() {
    assertEquals(1, runs.size());
    runs.forEach(run -> assertFalse(run.isOpen()));
    scopes.forEach(scope -> assertFalse(scope.isOpen()));
    assertSame(manager, conditional.getManager());
    assertSame(manager, unconditional.getManager());
    assertFalse(Thread.currentThread().isInterrupted());
    manager.close();
  }

  static List<Sampler> samplers() {
    return List.of(
        DDIM,
        ReferenceSamplers.ddpm(SCHEDULE, STEPS),
        ReferenceSamplers.dpmSolver(SCHEDULE, STEPS, 2, true),
        ReferenceSamplers.euler(SCHEDULE, STEPS, false),
        ReferenceSamplers.dpmSolver(SCHEDULE, STEPS, 3, false),
        HEUN);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void memoryStaysFlatOverHundredsOfSteps(Sampler sampler) {
    NDArray latents = sample(sampler, this::littering, step -> step.denoised().mul(2).add(1));

    assertEquals(STEPS, scopes.size());
    // From the third step on: the estimates of the steps before have joined.
    assertEquals(1, new HashSet<>(survivors.subList(2, STEPS)).size(), survivors.toString());
    assertEquals(
        Set.of(conditional, unconditional, latents), Set.copyOf(manager.getManagedArrays()));
    assertSame(manager, latents.getManager());
    assertTrue(Float.isFinite(latents.sum().getFloat()));
  }

  @Test
  void aListenersCancelEndsTheLoopAfterItsStep() {
    var error =
        assertThrows(
            SamplingCancelledException.class,
            () ->
                sample(
                    this::littering,
                    step -> {
                      if (step.index() == 4) {
                        step.cancel();
                      }
                    }));

    assertEquals(5, scopes.size());
    assertTrue(error.getMessage().contains("after step 5 of " + STEPS), error.getMessage());
    assertTrue(error.getMessage().contains("after step 5 of 300"), error.getMessage());
    assertNothingLeft();
  }

  @Test
  void anInterruptInTheDenoiserEndsTheLoopInItsStep() {
    Denoiser interrupted =
        (latents, timesteps, context) -> {
          if (scopes.size() == 2) {
            Thread.currentThread().interrupt();
          }
          return littering(latents, timesteps, context);
        };

    var error =
        assertThrows(
            CancellationException.class, () -> sample(interrupted, SamplingListener.none()));

    assertTrue(error.getMessage().contains("after step 2 of 300"), error.getMessage());
    assertEquals(3, scopes.size());
    assertNothingLeft();
  }

  @Test
  void anInterruptInTheFirstOfTwoCallsEndsTheStepBeforeTheSecond() {
    AtomicInteger calls = new AtomicInteger();
    Denoiser interrupted =
        (latents, timesteps, context) -> {
          if (calls.incrementAndGet() == 5) {
            Thread.currentThread().interrupt();
          }
          return littering(latents, timesteps, context);
        };

    var error =
        assertThrows(
            SamplingCancelledException.class,
            () -> sample(HEUN, interrupted, SamplingListener.none()));

    assertTrue(error.getMessage().contains("after step 2 of"), error.getMessage());
    assertEquals(5, calls.get());
    assertNothingLeft();
  }

  @Test
  void anInterruptBetweenStepsEndsTheLoopBeforeTheDenoiserIsAsked() {
    assertThrows(
        SamplingCancelledException.class,
        () -> sample(this::littering, step -> Thread.currentThread().interrupt()));

    assertEquals(1, scopes.size());
    assertNothingLeft();
  }

  @Test
  void exceptionsOfDenoiserAndListenerPassThrough() {
    var failure = new UnsupportedOperationException("broken");
    Denoiser failing =
        (latents, timesteps, context) -> {
          littering(latents, timesteps, context);
          throw failure;
        };
    assertSame(
        failure,
        assertThrows(
            UnsupportedOperationException.class, () -> sample(failing, SamplingListener.none())));
    assertNothingLeft();
    runs.forEach(run -> assertFalse(run.isOpen()));
    runs.clear();

    assertSame(
        failure,
        assertThrows(
            UnsupportedOperationException.class,
            () ->
                sample(
                    this::littering,
                    step -> {
                      throw failure;
                    })));
    assertNothingLeft();
  }

  @Test
  void aSamplerOfTheUsersThatThrowsInTheMiddleOfAStepPassesThrough() {
    var failure = new UnsupportedOperationException("broken");
    Sampler failing =
        new Sampler() {
          @Override
          public String name() {
            return "failing";
          }

          @Override
          public int steps() {
            return HEUN.steps();
          }

          @Override
          public double timestep(int index) {
            return HEUN.timestep(index);
          }

          @Override
          public int historyLength() {
            return 2;
          }

          @Override
          public Step step(
              int index,
              NDArray latents,
              CleanEstimate estimate,
              List<NDArray> earlier,
              Supplier<NDArray> noise) {
            Step step = HEUN.step(index, latents, estimate, earlier, noise);
            if (index < 3) {
              return step;
            }
            step.latents().add(noise.get());
            throw failure;
          }
        };

    assertSame(
        failure,
        assertThrows(
            UnsupportedOperationException.class,
            () -> sample(failing, this::littering, SamplingListener.none())));
    assertEquals(4, scopes.size());
    assertNothingLeft();
  }

  @Test
  void aDenoiserThatThrowsInTheSecondCallOfAStepPassesThrough() {
    var failure = new UnsupportedOperationException("broken");
    AtomicInteger calls = new AtomicInteger();
    Denoiser failing =
        (latents, timesteps, context) -> {
          if (calls.incrementAndGet() == 6) {
            throw failure;
          }
          return littering(latents, timesteps, context);
        };

    assertSame(
        failure,
        assertThrows(
            UnsupportedOperationException.class,
            () -> sample(HEUN, failing, SamplingListener.none())));
    assertEquals(3, scopes.size());
    assertNothingLeft();
  }

  private NDArray sample(Denoiser denoiser, SamplingListener listener) {
    return sample(DDIM, denoiser, listener);
  }

  private NDArray sample(Sampler sampler, Denoiser denoiser, SamplingListener listener) {
    return new DiffusionProcess(denoiser, sampler, new Guidance(2, 0.7))
        .sample(manager, conditional, unconditional, LATENT, new long[] {3, 7}, listener);
  }

  private void assertNothingLeft() {
    assertEquals(Set.of(conditional, unconditional), Set.copyOf(manager.getManagedArrays()));
  }

  /** Leaves arrays on the managers of all that it is given, as a network does. */
  private NDArray littering(NDArray latents, NDArray timesteps, NDArray context) {
    NDManager scope = latents.getManager();
    assertSame(scope, context.getManager());
    assertSame(scope, timesteps.getManager());
    if (!scopes.contains(scope)) {
      scopes.forEach(earlier -> assertFalse(earlier.isOpen()));
      scopes.add(scope);
      survivors.add(
          scope.getManagedArrays().size() + scope.getParentManager().getManagedArrays().size());
    }
    runs.add(scope.getParentManager());
    NDArray shift = context.mul(2).get(":,0,0").reshape(-1, 1, 1, 1);
    return latents.mul(0.1).add(shift.mul(0.01)).add(timesteps.mul(1e-6).reshape(-1, 1, 1, 1));
  }
}
