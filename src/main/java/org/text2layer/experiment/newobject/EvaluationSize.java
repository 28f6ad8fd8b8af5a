package org.text2layer.experiment.newobject;

import java.util.Objects;
import org.text2layer.nn.device.Precision;

/**
 * How much an evaluation takes.
 *
 * @param pictures generated for the new object, and as many for old ones
 * @param steps of the sampler
 * @param heldOut samples for each held-out loss and for the check of the judge
 * @param amongAll whether the judge decides between all 643 old objects, or only those asked for
 * @param precision in which pictures are generated; losses are always measured in 32 bits
 */
public record EvaluationSize(
    int pictures, int steps, int heldOut, boolean amongAll, Precision precision) {
  private static final int MOST = 643;

  /** Checks the numbers. */
  public EvaluationSize {
    Objects.requireNonNull(precision, "precision");
    if (pictures < 1 || pictures > MOST || steps < 1 || heldOut < 1) {
      throw new IllegalArgumentException(
          "Expected 1 to %s pictures, at least 1 step and 1 held-out sample but came %s, %s and %s: correct the size."
              .formatted(MOST, pictures, steps, heldOut));
    }
  }

  /** 10 and 10 pictures of 15 steps, 64 held-out samples, all old objects: some minutes a model. */
  public static EvaluationSize standard() {
    return new EvaluationSize(10, 15, 64, true, Precision.FLOAT32);
  }

  /** For a first look: 2 and 2 pictures of 10 steps, 4 held-out samples, few old objects. */
  public static EvaluationSize small() {
    return new EvaluationSize(2, 10, 4, false, Precision.FLOAT32);
  }

  /** The same with another number of pictures. */
  public EvaluationSize withPictures(int count) {
    return new EvaluationSize(count, steps, heldOut, amongAll, precision);
  }

  /** The same with another number of held-out samples. */
  public EvaluationSize withHeldOut(int count) {
    return new EvaluationSize(pictures, steps, count, amongAll, precision);
  }

  /** The same in another precision. */
  public EvaluationSize withPrecision(Precision newPrecision) {
    return new EvaluationSize(pictures, steps, heldOut, amongAll, newPrecision);
  }
}
