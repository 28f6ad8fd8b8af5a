package org.text2layer.metrics.mask;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.text2layer.image.Mask;

/**
 * A predicted mask against the true one: the scores of this pair, and the curves that a set's
 * scores need ({@link MaskScores#averaging}). Immutable; holds no picture.
 */
public final class MaskComparison {
  private final MaskScores scores;
  private final double[] fCurve;
  private final double[] eCurve;

  private MaskComparison(MaskScores scores, double[] fCurve, double[] eCurve) {
    this.scores = scores;
    this.fCurve = fCurve;
    this.eCurve = eCurve;
  }

  /**
   * Compares. Both masks are seen with 8 bits, as files hold them.
   *
   * <p>Empty and full masks have defined results. Truth empty: IoU and every F-measure 0, S = 1 −
   * the prediction's mean, E = the share of pixels below the threshold. Truth full: S = the
   * prediction's mean, E = the share of pixels from the threshold on. A prediction that is the same
   * everywhere is not scaled. A mask cannot hold NaN.
   *
   * @throws IllegalArgumentException if the sizes differ, or are 1x1
   */
  public static MaskComparison of(Mask truth, Mask predicted) {
    GreyPair pair = GreyPair.of(truth, predicted);
    HardCounts[] counts = HardCounts.atEveryLevel(pair);
    double[] fCurve = curve(counts, HardCounts::f);
    double[] eCurve = curve(counts, HardCounts::e);
    HardCounts adaptive = HardCounts.at(Math.min(2 * pair.meanPrediction(), 1), pair);
    MaskScores scores =
        new MaskScores(
            IntersectionOverUnion.of(truth, predicted),
            pair.meanAbsoluteError(),
            max(fCurve),
            mean(fCurve),
            adaptive.f(),
            WeightedF.of(pair),
            StructureMeasure.of(pair),
            max(eCurve),
            mean(eCurve),
            adaptive.e());
    return new MaskComparison(scores, fCurve, eCurve);
  }

  private static double[] curve(HardCounts[] counts, ToDoubleFunction<HardCounts> measure) {
    return Arrays.stream(counts).mapToDouble(measure).toArray();
  }

  static double max(double[] curve) {
    return Arrays.stream(curve).max().orElseThrow();
  }

  static double mean(double[] curve) {
    return Arrays.stream(curve).average().orElseThrow();
  }

  /** This pair's scores; its max F and max E are those of its own curves. */
  public MaskScores scores() {
    return scores;
  }

  /** The F-measure at each of the thresholds 0 to 255. */
  double[] fCurve() {
    return fCurve;
  }

  /** The E-measure at each of the thresholds 0 to 255. */
  double[] eCurve() {
    return eCurve;
  }

  @Override
  public String toString() {
    return scores.toString();
  }
}
