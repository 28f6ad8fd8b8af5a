package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * How much noise each training timestep carries, as ᾱ_t, the cumulative product of 1 − β_t. The
 * values are rounded to 32-bit floats where the reference (diffusers) rounds them, so that models
 * trained with it see the same noise levels.
 *
 * <p>Immutable, compared by value, safe for use by several threads.
 */
public final class NoiseSchedule {
  private static final int MAX_STEPS = 100_000;

  private final float[] alphaBars;

  private NoiseSchedule(float[] alphaBars) {
    if (alphaBars[0] >= 1) {
      throw new IllegalArgumentException(
          "The first beta is too small for 32-bit floats (1 - beta is 1): take a betaStart of at"
              + " least 1e-7.");
    }
    this.alphaBars = alphaBars;
  }

  /** The schedule of Stable Diffusion: scaled linear, β from 0.00085 to 0.012, 1000 steps. */
  public static NoiseSchedule stableDiffusion() {
    return scaledLinear(1000, 0.00085, 0.012);
  }

  /**
   * √β grows linearly (latent diffusion; diffusers' "scaled_linear").
   *
   * @param steps number of training timesteps, 2 to 100,000
   * @param betaStart first β, in (0, 1)
   * @param betaEnd last β, in [betaStart, 1)
   * @throws IllegalArgumentException if a value is outside its range
   */
  public static NoiseSchedule scaledLinear(int steps, double betaStart, double betaEnd) {
    checkBetas(steps, betaStart, betaEnd);
    float[] betas = linspace(steps, Math.sqrt(betaStart), Math.sqrt(betaEnd));
    for (int t = 0; t < steps; t++) {
      betas[t] *= betas[t];
    }
    return new NoiseSchedule(cumulativeProduct(betas));
  }

  /**
   * β grows linearly (Ho et al. 2020, section 4).
   *
   * @param steps number of training timesteps, 2 to 100,000
   * @param betaStart first β, in (0, 1)
   * @param betaEnd last β, in [betaStart, 1)
   * @throws IllegalArgumentException if a value is outside its range
   */
  public static NoiseSchedule linear(int steps, double betaStart, double betaEnd) {
    checkBetas(steps, betaStart, betaEnd);
    return new NoiseSchedule(cumulativeProduct(linspace(steps, betaStart, betaEnd)));
  }

  /**
   * This schedule with √ᾱ shifted and scaled so that the last timestep is pure noise, ᾱ = 0, and
   * the first keeps its value (Lin et al. 2023, "Common Diffusion Noise Schedules and Sample Steps
   * are Flawed", algorithm 1). A model then has to predict the velocity: ε says nothing at ᾱ = 0.
   */
  public NoiseSchedule withZeroTerminalSnr() {
    int steps = alphaBars.length;
    float first = (float) Math.sqrt(alphaBars[0]);
    float last = (float) Math.sqrt(alphaBars[steps - 1]);
    float stretch = first / (first - last);
    float[] betas = new float[steps];
    float before = 1;
    for (int t = 0; t < steps; t++) {
      float root = ((float) Math.sqrt(alphaBars[t]) - last) * stretch;
      float alphaBar = root * root;
      betas[t] = 1 - alphaBar / before;
      before = alphaBar;
    }
    return new NoiseSchedule(cumulativeProduct(betas));
  }

  /** Number of training timesteps; they are 0 (nearly clean) to trainSteps − 1 (nearly noise). */
  public int trainSteps() {
    return alphaBars.length;
  }

  /**
   * ᾱ at a training timestep, in [0, 1).
   *
   * @throws IndexOutOfBoundsException if {@code t} is not in 0 … trainSteps − 1
   */
  public double alphaBar(int t) {
    return alphaBars[t];
  }

  /** A copy of all ᾱ, falling from timestep 0 on. */
  float[] alphaBars() {
    return alphaBars.clone();
  }

  /**
   * The noise level σ = √((1 − ᾱ) / ᾱ) of latents that are scaled so that the clean ones in them
   * keep their size (Karras et al. 2022, table 1); linear between timesteps, as in the reference.
   *
   * @param t a timestep, 0 to trainSteps − 1, possibly fractional
   * @throws IllegalArgumentException if {@code t} is outside its range
   */
  public double sigma(double t) {
    if (!(t >= 0 && t <= alphaBars.length - 1)) {
      throw new IllegalArgumentException(
          "Timestep %s is outside this schedule: take 0 to %s.".formatted(t, alphaBars.length - 1));
    }
    int low = Math.min((int) t, alphaBars.length - 2);
    double share = t - low;
    return (1 - share) * trainSigma(low) + share * trainSigma(low + 1);
  }

  /** ᾱ at a noise level σ: the inverse of {@link #sigma}'s formula, 1 / (σ² + 1). */
  public static double alphaBarOf(double sigma) {
    return 1 / (sigma * sigma + 1);
  }

  /**
   * The timestep of a noise level, fractional: linear in log σ, as in the reference, and within the
   * schedule also where σ is not.
   *
   * @param sigma a noise level, above 0
   * @throws IllegalArgumentException if {@code sigma} is not above 0
   */
  public double timestepOf(double sigma) {
    if (!(sigma > 0)) {
      throw new IllegalArgumentException(
          "Expected a noise level above 0, but %s came.".formatted(sigma));
    }
    int low = 0;
    while (low < alphaBars.length - 2 && trainSigma(low + 1) <= sigma) {
      low++;
    }
    double from = Math.log(trainSigma(low));
    double share = (Math.log(sigma) - from) / (Math.log(trainSigma(low + 1)) - from);
    return low + Math.min(1, Math.max(0, share));
  }

  /**
   * Pure noise has an infinite σ. The reference takes ᾱ = 2^-24 in its place, which is not the
   * least in some schedules; here it is.
   */
  private double trainSigma(int t) {
    double alphaBar = alphaBars[t] == 0 ? Math.min(0x1p-24, alphaBars[t - 1] / 2) : alphaBars[t];
    return Math.sqrt((1 - alphaBar) / alphaBar);
  }

  /** Whether the last timestep is pure noise, ᾱ = 0. */
  public boolean hasZeroTerminalSnr() {
    return alphaBars[alphaBars.length - 1] == 0;
  }

  /**
   * Noisy latents √ᾱ · clean + √(1 − ᾱ) · noise (Ho et al. 2020, eq. 4).
   *
   * @param clean (n, …), 32-bit floats
   * @param noise standard normal, the shape of {@code clean}
   * @param timesteps one training timestep a row, n of them
   * @return the noisy latents, the shape of {@code clean}, on its manager
   * @throws IllegalArgumentException if shapes or timesteps do not fit
   */
  public NDArray addNoise(NDArray clean, NDArray noise, long[] timesteps) {
    check(clean, noise, timesteps);
    return clean
        .mul(column(clean, timesteps, Math::sqrt))
        .add(noise.mul(column(clean, timesteps, alphaBar -> Math.sqrt(1 - alphaBar))));
  }

  /**
   * The velocity √ᾱ · noise − √(1 − ᾱ) · clean (Salimans and Ho 2022, "Progressive Distillation",
   * section 4 and appendix D), the training target of {@link Prediction#VELOCITY}.
   *
   * @param clean (n, …), 32-bit floats
   * @param noise standard normal, the shape of {@code clean}
   * @param timesteps one training timestep a row, n of them
   * @return the velocity, the shape of {@code clean}, on its manager
   * @throws IllegalArgumentException if shapes or timesteps do not fit
   */
  public NDArray velocity(NDArray clean, NDArray noise, long[] timesteps) {
    check(clean, noise, timesteps);
    return clean
        .mul(column(clean, timesteps, alphaBar -> -Math.sqrt(1 - alphaBar)))
        .add(noise.mul(column(clean, timesteps, Math::sqrt)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoiseSchedule schedule && Arrays.equals(alphaBars, schedule.alphaBars);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(alphaBars);
  }

  @Override
  public String toString() {
    return "NoiseSchedule[trainSteps=%s, alphaBar=%s..%s]"
        .formatted(alphaBars.length, alphaBars[0], alphaBars[alphaBars.length - 1]);
  }

  /** One factor a row, shaped (n, 1, …) so that it spreads over the row. */
  private NDArray column(NDArray like, long[] timesteps, DoubleUnaryOperator factor) {
    float[] factors = new float[timesteps.length];
    for (int row = 0; row < factors.length; row++) {
      factors[row] = (float) factor.applyAsDouble(alphaBars[(int) timesteps[row]]);
    }
    long[] shape = new long[like.getShape().dimension()];
    Arrays.fill(shape, 1);
    shape[0] = timesteps.length;
    return like.getManager().create(factors, new Shape(shape));
  }

  private void check(NDArray clean, NDArray noise, long[] timesteps) {
    Shapes.requireEqual("noise", noise.getShape(), "clean", clean.getShape());
    if (clean.getShape().dimension() == 0 || clean.getShape().get(0) != timesteps.length) {
      throw new IllegalArgumentException(
          "Expected one timestep a row of clean %s, but %s came."
              .formatted(clean.getShape(), timesteps.length));
    }
    for (int row = 0; row < timesteps.length; row++) {
      if (timesteps[row] < 0 || timesteps[row] >= alphaBars.length) {
        throw new IllegalArgumentException(
            "Timestep %s of row %s is outside this schedule: take 0 to %s."
                .formatted(timesteps[row], row, alphaBars.length - 1));
      }
    }
  }

  private static void checkBetas(int steps, double betaStart, double betaEnd) {
    if (steps < 2 || steps > MAX_STEPS) {
      throw new IllegalArgumentException(
          "A schedule has 2 to %s steps, but %s came.".formatted(MAX_STEPS, steps));
    }
    if (!(0 < betaStart && betaStart <= betaEnd && betaEnd < 1)) {
      throw new IllegalArgumentException(
          "Expected 0 < betaStart <= betaEnd < 1, but betaStart = %s and betaEnd = %s came."
              .formatted(betaStart, betaEnd));
    }
  }

  /** As torch.linspace in 32-bit floats: counted from both ends. */
  private static float[] linspace(int count, double start, double end) {
    float[] values = new float[count];
    float step = ((float) end - (float) start) / (count - 1);
    for (int i = 0; i < count; i++) {
      values[i] = i < count / 2 ? (float) start + step * i : (float) end - step * (count - 1 - i);
    }
    return values;
  }

  /** As torch.cumprod of 32-bit floats: accumulated in 64 bits, rounded at each step. */
  private static float[] cumulativeProduct(float[] betas) {
    float[] alphaBars = new float[betas.length];
    double product = 1;
    for (int t = 0; t < betas.length; t++) {
      product *= 1 - betas[t];
      alphaBars[t] = (float) product;
    }
    return alphaBars;
  }
}
