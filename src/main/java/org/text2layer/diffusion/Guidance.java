package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * Classifier-free guidance (Ho and Salimans 2022): how far the prediction is pushed from the empty
 * caption's towards the caption's.
 *
 * @param scale 1 follows the caption's prediction as it is, larger values exaggerate it (the paper:
 *     7.5), 0 ignores the caption; finite, at least 0
 * @param rescale φ of Lin et al. 2023, 0 to 1: how much of the guided prediction's standard
 *     deviation is brought back to the caption's, against over-exposed pictures
 * @param low σ of latents x_0 + σ · ε, at least 0: at this level and below, the caption's
 *     prediction is taken as it is, with one pass of the denoiser in the place of two
 * @param high above {@code low}, possibly infinite: likewise above this level (Kynkäänniemi et al.
 *     2024, arXiv 2404.07724, eq. 6)
 */
public record Guidance(double scale, double rescale, double low, double high) {
  private static final int[] ROW = {1};

  /**
   * Checks all values.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public Guidance {
    if (!(scale >= 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException(
          "Expected a guidance scale of at least 0 (usual: 3 to 10), but %s came."
              .formatted(scale));
    }
    if (!(rescale >= 0 && rescale <= 1)) {
      throw new IllegalArgumentException(
          "Expected a guidance rescale from 0 to 1 (usual: 0 or 0.7), but %s came."
              .formatted(rescale));
    }
    if (!(low >= 0 && low < high)) {
      throw new IllegalArgumentException(
          "Expected noise levels from at least 0 up to a higher one, but %s and %s came."
              .formatted(low, high));
    }
  }

  /** Guidance at all noise levels. */
  public Guidance(double scale, double rescale) {
    this(scale, rescale, 0, Double.POSITIVE_INFINITY);
  }

  /** Guidance at all noise levels, without rescaling. */
  public static Guidance of(double scale) {
    return new Guidance(scale, 0);
  }

  /**
   * The same at some noise levels only: where {@code low < σ ≤ high}. The embedded model's begin at
   * σ = 14.6.
   *
   * @throws IllegalArgumentException unless 0 ≤ low &lt; high
   */
  public Guidance between(double low, double high) {
    return new Guidance(scale, rescale, low, high);
  }

  /** Whether the empty caption's prediction makes a difference: at scale 1 it does not. */
  public boolean needsUnconditional() {
    return scale != 1;
  }

  /** Whether it makes a difference at this noise level. */
  public boolean needsUnconditional(NoiseLevel level) {
    return needsUnconditional() && level.sigma() > low && level.sigma() <= high;
  }

  /**
   * The guided prediction: unconditional + scale · (conditional − unconditional) (Ho and Salimans
   * 2022, eq. 6 with scale = 1 + w), rescaled (Lin et al. 2023, eq. 14 to 16).
   *
   * @param conditional (n, …), the prediction for the caption
   * @param unconditional the prediction for the empty caption, of the same shape
   * @return of the same shape, on the manager of {@code conditional} or {@code unconditional}
   * @throws IllegalArgumentException if the shapes differ
   */
  public NDArray apply(NDArray conditional, NDArray unconditional) {
    Shapes.requireEqual(
        "unconditional", unconditional.getShape(), "conditional", conditional.getShape());
    if (!needsUnconditional()) {
      return conditional;
    }
    NDArray guided = unconditional.add(conditional.sub(unconditional).mul(scale));
    if (rescale == 0) {
      return guided;
    }
    NDArray ratio = deviation(conditional).div(deviation(guided));
    return guided.mul(ratio.mul(rescale).add(1 - rescale));
  }

  /**
   * The standard deviation of each row, as a column. Whether it is the sample's or the population's
   * does not matter in a ratio.
   */
  private static NDArray deviation(NDArray prediction) {
    long count = prediction.getShape().get(0);
    NDArray rows = prediction.reshape(count, -1);
    NDArray variance = rows.sub(rows.mean(ROW, true)).square().mean(ROW);
    long[] column = new long[prediction.getShape().dimension()];
    Arrays.fill(column, 1);
    column[0] = count;
    return variance.sqrt().reshape(column);
  }
}
