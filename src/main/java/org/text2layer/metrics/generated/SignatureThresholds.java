package org.text2layer.metrics.generated;

import org.text2layer.data.statistics.objects.ConnectedComponents;

/**
 * From where on a measure counts as a failure.
 *
 * @param emptyBelow area of a mask, as share of the picture
 * @param fullAbove area of a mask
 * @param mostComponents that one object may have
 * @param remnantFrom {@link ObjectRemnant#share}
 * @param backgroundFrom {@link EdgeColour#towardsBackground}
 * @param greyFrom {@link EdgeColour#towardsGrey}
 * @param blackFrom {@link EdgeColour#towardsBlack}
 */
public record SignatureThresholds(
    double emptyBelow,
    double fullAbove,
    int mostComponents,
    double remnantFrom,
    double backgroundFrom,
    double greyFrom,
    double blackFrom) {
  /** Checks the ranges. */
  public SignatureThresholds {
    if (!(emptyBelow >= 0 && emptyBelow < fullAbove && fullAbove <= 1)) {
      throw new IllegalArgumentException(
          "Expected areas 0 <= empty < full <= 1 but came %s and %s: standard() is a start."
              .formatted(emptyBelow, fullAbove));
    }
    if (mostComponents < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 component but came " + mostComponents + ": 1 is an object in one.");
    }
    for (double from : new double[] {remnantFrom, backgroundFrom, greyFrom, blackFrom}) {
      if (!(from > 0 && from <= 1)) {
        throw new IllegalArgumentException(
            "Expected thresholds of remnant and halo in (0, 1] but came "
                + from
                + ": standard() is a start.");
      }
    }
  }

  /**
   * Those that {@link FailureSignature} gives reasons for. Remnant and halo lie just above what 400
   * true samples of Emoji Scenes show, so that they stand for what the data does not have; other
   * data may need others.
   */
  public static SignatureThresholds standard() {
    return new SignatureThresholds(
        ConnectedComponents.PAPER_MINIMUM_SHARE, 0.95, 1, 0.2, 0.25, 0.45, 0.25);
  }
}
