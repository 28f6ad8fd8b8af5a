package org.text2layer.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.parity.Fixture;

class NoiseScheduleTest {
  private static final Fixture FIXTURE = Fixture.load("ddim");
  private static final long[] TIMESTEPS = {1, 500, 981};

  @Test
  void alphaBarsEqualTheReference() {
    NoiseSchedule schedule = NoiseSchedule.stableDiffusion();

    FIXTURE.check("out.epsilon-eta0.alphas_cumprod", schedule.alphaBars());
    FIXTURE.check("out.zsnr-v-eta0.alphas_cumprod", schedule.withZeroTerminalSnr().alphaBars());
  }

  @Test
  void zeroTerminalSnrEndsInPureNoiseAndKeepsTheFirstTimestep() {
    NoiseSchedule schedule = NoiseSchedule.linear(1000, 1e-4, 0.02);
    NoiseSchedule rescaled = schedule.withZeroTerminalSnr();

    assertEquals(0, rescaled.alphaBar(999));
    assertEquals(schedule.alphaBar(0), rescaled.alphaBar(0), 1e-6);
    assertTrue(rescaled.hasZeroTerminalSnr());
    assertFalse(schedule.hasZeroTerminalSnr());
  }

  @Test
  void linearBetasMultiplyToTheirClosedForm() {
    NoiseSchedule schedule = NoiseSchedule.linear(3, 0.1, 0.3);

    assertArrayEquals(
        new float[] {0.9f, 0.9f * 0.8f, 0.9f * 0.8f * 0.7f}, schedule.alphaBars(), 1e-6f);
  }

  @Test
  void noiseLevelsRiseAndLeadBackToTheirTimesteps() {
    NoiseSchedule linear = NoiseSchedule.linear(1000, 1e-4, 0.02);
    NoiseSchedule usual = NoiseSchedule.stableDiffusion();
    for (NoiseSchedule schedule :
        List.of(linear, usual, linear.withZeroTerminalSnr(), usual.withZeroTerminalSnr())) {
      for (int t = 1; t < 1000; t++) {
        assertTrue(schedule.sigma(t) > schedule.sigma(t - 0.5), "at " + t);
        assertTrue(schedule.sigma(t - 0.5) > schedule.sigma(t - 1), "at " + t);
        assertEquals(t, schedule.timestepOf(schedule.sigma(t)), 1e-6);
      }
      assertEquals(0, schedule.timestepOf(schedule.sigma(0) / 2));
      assertEquals(999, schedule.timestepOf(schedule.sigma(999) * 2));
    }
    assertEquals(4096, usual.withZeroTerminalSnr().sigma(999), 0.01);
  }

  @Test
  void addNoiseAndVelocityEqualTheReferenceRowByRow() {
    NoiseSchedule schedule = NoiseSchedule.stableDiffusion();
    try (NDManager manager = NDManager.newBaseManager()) {
      Shape shape = new Shape(FIXTURE.shape("in.x_0"));
      NDArray clean = manager.create(FIXTURE.floats("in.x_0"), shape);
      NDArray noise = manager.create(FIXTURE.floats("in.noise_0"), shape);

      NDArray noisy = schedule.addNoise(clean, noise, TIMESTEPS);
      NDArray velocity = schedule.velocity(clean, noise, TIMESTEPS);

      assertEquals(shape, noisy.getShape());
      FIXTURE.check("out.add_noise", noisy.toFloatArray());
      FIXTURE.check("out.velocity", velocity.toFloatArray());
    }
  }

  @Test
  void schedulesAreEqualByValueAndCannotBeChangedFromOutside() {
    NoiseSchedule schedule = NoiseSchedule.stableDiffusion();
    schedule.alphaBars()[0] = 42;

    assertEquals(NoiseSchedule.scaledLinear(1000, 0.00085, 0.012), schedule);
    assertEquals(NoiseSchedule.stableDiffusion().hashCode(), schedule.hashCode());
    assertNotEquals(schedule.withZeroTerminalSnr(), schedule);
    assertNotEquals(NoiseSchedule.linear(1000, 0.00085, 0.012), schedule);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.1, 0.2, but 1 came",
    "2000000000, 0.1, 0.2, but 2000000000 came",
    "10, 0, 0.2, betaStart = 0.0",
    "10, 0.3, 0.2, betaStart = 0.3 and betaEnd = 0.2",
    "10, 0.1, 1, betaEnd = 1.0",
    "10, NaN, 0.2, betaStart = NaN",
    "10, 1e-9, 0.2, too small",
  })
  void badBetasAreRefusedWithASentence(int steps, double start, double end, String part) {
    var linear =
        assertThrows(IllegalArgumentException.class, () -> NoiseSchedule.linear(steps, start, end));
    assertTrue(linear.getMessage().contains(part), linear.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> NoiseSchedule.scaledLinear(steps, start, end));
  }

  @Test
  void noiseLevelsOutsideTheScheduleAreRefusedWithASentence() {
    NoiseSchedule schedule = NoiseSchedule.stableDiffusion();

    assertRefused("Timestep -0.5 is outside", () -> schedule.sigma(-0.5));
    assertRefused("take 0 to 999", () -> schedule.sigma(999.5));
    assertRefused("Timestep NaN", () -> schedule.sigma(Double.NaN));
    assertRefused("above 0, but 0.0 came", () -> schedule.timestepOf(0));
    assertRefused("above 0, but NaN came", () -> schedule.timestepOf(Double.NaN));
  }

  @Test
  void badRowsAreRefusedWithASentence() {
    NoiseSchedule schedule = NoiseSchedule.stableDiffusion();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray two = manager.ones(new Shape(2, 3));

      assertRefused("row 1", () -> schedule.addNoise(two, two, new long[] {0, 1000}));
      assertRefused("row 0", () -> schedule.velocity(two, two, new long[] {-1, 0}));
      assertRefused("but 3 came", () -> schedule.addNoise(two, two, new long[] {1, 2, 3}));
      assertRefused(
          "noise of the shape of clean, (2, 3), but it has (3, 2)",
          () -> schedule.addNoise(two, two.reshape(3, 2), new long[] {1, 2}));
    }
  }

  private static void assertRefused(String part, Runnable action) {
    var error = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
