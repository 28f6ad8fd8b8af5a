package org.text2layer.experiment.truth;

import java.util.Objects;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.metrics.layers.CompositingError;
import org.text2layer.metrics.layers.LayerEditDistance;
import org.text2layer.metrics.layers.LayerMatching;

/**
 * How far a stack of layers that was made of a picture is from the true one.
 *
 * @param caption of the sample
 * @param objects how many true layers there are
 * @param layers how many were found
 * @param matching which are which, and their order
 * @param recomposition mean absolute difference of the composed layers from the picture
 * @param editDistance LayerD's, with up to {@value #EDITS} edits
 */
public record StackAccuracy(
    String caption,
    int objects,
    int layers,
    LayerMatching matching,
    double recomposition,
    LayerEditDistance editDistance) {
  /** As many as LayerD's authors allow. */
  public static final int EDITS = 5;

  /** Checks that nothing is missing. */
  public StackAccuracy {
    Objects.requireNonNull(caption, "caption");
    Objects.requireNonNull(matching, "matching");
    Objects.requireNonNull(editDistance, "editDistance");
  }

  /**
   * Compares.
   *
   * @param truth a sample with known layers, any number of them
   * @param layers what was made of its picture, at the same size
   * @throws IllegalArgumentException if the sizes differ
   */
  public static StackAccuracy of(LayeredSample truth, LayeredImage layers) {
    return new StackAccuracy(
        truth.caption(),
        truth.layers().layers().size(),
        layers.layers().size(),
        LayerMatching.of(truth.layers(), layers),
        CompositingError.of(layers, truth.picture()),
        LayerEditDistance.of(truth.layers(), layers, EDITS));
  }
}
