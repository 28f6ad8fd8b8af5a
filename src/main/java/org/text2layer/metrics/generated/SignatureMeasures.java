package org.text2layer.metrics.generated;

import org.text2layer.data.statistics.objects.ConnectedComponents;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.model.SalientObjectDetector;

/**
 * What {@link FailureSignature}s look at in one image.
 *
 * @param area the share of pixels with m above 0.5, in [0, 1]
 * @param components 8-connected parts of these pixels, those below the paper's 100 of 512 x 512
 *     pixels left out
 * @param remnant of the object in the background
 * @param edge the foreground's colours in the soft edge
 */
public record SignatureMeasures(
    double area, int components, ObjectRemnant remnant, EdgeColour edge) {
  private static final float HALF = 0.5f;

  /** Measures one image. */
  public static SignatureMeasures of(LayeredImage layers, SalientObjectDetector detector) {
    int components =
        ConnectedComponents.of(layers.mask(), HALF, ConnectedComponents.PAPER_MINIMUM_SHARE).size();
    return new SignatureMeasures(
        hardArea(layers.mask()),
        components,
        ObjectRemnant.of(layers, detector),
        EdgeColour.of(layers));
  }

  static double hardArea(Mask mask) {
    return mask.thresholded(HALF).area();
  }
}
