package org.text2layer.metrics.mask;

import java.util.stream.Collector;
import org.text2layer.image.Mask;

/**
 * How near predicted masks are to true ones. All but the MAE are better when higher. The prediction
 * is scaled to [0, 1] for all but the IoU, and the truth made hard, as pysodmetrics does.
 *
 * @param iou intersection over union at one half, not scaled
 * @param mae mean absolute error
 * @param maxF the highest F-measure (beta² = 0.3) of 256 thresholds
 * @param meanF the mean of these
 * @param adaptiveF the F-measure at twice the prediction's mean, at most 1
 * @param weightedF the weighted F-measure (Margolin et al. 2014)
 * @param structure the S-measure (Fan et al. 2017)
 * @param maxE the highest E-measure (Fan et al. 2018) of 256 thresholds; may exceed 1 a little,
 *     since the reference divides by the number of pixels − 1
 * @param meanE the mean of these
 * @param adaptiveE the E-measure at twice the prediction's mean, at most 1
 */
public record MaskScores(
    double iou,
    double mae,
    double maxF,
    double meanF,
    double adaptiveF,
    double weightedF,
    double structure,
    double maxE,
    double meanE,
    double adaptiveE) {

  /**
   * The scores of one pair.
   *
   * @throws IllegalArgumentException if the sizes differ, or are 1x1
   */
  public static MaskScores of(Mask truth, Mask predicted) {
    return MaskComparison.of(truth, predicted).scores();
  }

  /**
   * A set's scores, as the reference averages them: max F and max E are the highest values of the
   * mean curves, which one threshold for the whole set reaches, and not the means of the pairs' own
   * maxima; all others are means. Holds two curves, however many pairs come.
   *
   * <p>The collector's result is an {@link IllegalStateException} if no pair came.
   */
  public static Collector<MaskComparison, ?, MaskScores> averaging() {
    return Collector.of(
        MaskScoreSums::new, MaskScoreSums::add, MaskScoreSums::merged, MaskScoreSums::means);
  }
}
