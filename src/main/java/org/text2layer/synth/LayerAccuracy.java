package org.text2layer.synth;

import java.util.List;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How far automatic layers are from the true ones of the same picture: the check that the paper
 * lacks. The S-measure and the other measures of salient object detection belong to {@code
 * metrics}.
 *
 * @param caption of the sample
 * @param trueArea mean of the true mask
 * @param automaticArea mean of the automatic mask
 * @param maskIou intersection over union of both masks above 0.5; 1 if both are empty
 * @param maskError mean absolute difference of the masks
 * @param holeShare share of the picture that was inpainted
 * @param holePsnr decibels between the backgrounds within the hole, at most 100; NaN without a hole
 * @param edgeError mean absolute difference of the foregrounds' colours where the true mask is in
 *     (0.1, 0.9) and both show something; NaN if that is nowhere
 */
public record LayerAccuracy(
    String caption,
    double trueArea,
    double automaticArea,
    double maskIou,
    double maskError,
    double holeShare,
    double holePsnr,
    double edgeError) {
  private static final float HALF = 0.5f;
  private static final float SOFT_FROM = 0.1f;
  private static final float SOFT_TO = 0.9f;
  private static final double BEST_PSNR = 100;

  /**
   * Compares.
   *
   * @param truth a sample with known layers
   * @param automatic what was made of its picture, at the same size
   * @throws IllegalArgumentException if the sizes differ
   */
  public static LayerAccuracy of(LayeredSample truth, SynthesizedSample automatic) {
    LayeredImage layers = truth.layers();
    requireSize(layers, automatic.picture());
    float[] trueMask = layers.mask().toArray();
    float[] mask = automatic.mask().toArray();
    Mask hole = automatic.hole();
    return new LayerAccuracy(
        truth.caption(),
        layers.mask().area(),
        automatic.mask().area(),
        iou(trueMask, mask),
        meanDifference(trueMask, mask),
        hole.area(),
        psnr(layers.background(), automatic.background(), hole),
        edgeError(layers, automatic));
  }

  /** One row a sample, for Tablesaw and its plots. */
  public static Table table(String name, List<LayerAccuracy> rows) {
    StringColumn captions =
        StringColumn.create("caption", rows.stream().map(LayerAccuracy::caption));
    return Table.create(
        name,
        captions,
        column("true area", rows.stream().mapToDouble(LayerAccuracy::trueArea).toArray()),
        column("automatic area", rows.stream().mapToDouble(LayerAccuracy::automaticArea).toArray()),
        column("mask IoU", rows.stream().mapToDouble(LayerAccuracy::maskIou).toArray()),
        column("mask MAE", rows.stream().mapToDouble(LayerAccuracy::maskError).toArray()),
        column("hole share", rows.stream().mapToDouble(LayerAccuracy::holeShare).toArray()),
        column("hole PSNR", rows.stream().mapToDouble(LayerAccuracy::holePsnr).toArray()),
        column("edge error", rows.stream().mapToDouble(LayerAccuracy::edgeError).toArray()));
  }

  private static DoubleColumn column(String name, double[] values) {
    return DoubleColumn.create(name, values);
  }

  private static double iou(float[] trueMask, float[] mask) {
    int both = 0;
    int either = 0;
    for (int i = 0; i < mask.length; i++) {
      both += trueMask[i] > HALF && mask[i] > HALF ? 1 : 0;
      either += trueMask[i] > HALF || mask[i] > HALF ? 1 : 0;
    }
    return either == 0 ? 1 : (double) both / either;
  }

  private static double meanDifference(float[] trueMask, float[] mask) {
    double sum = 0;
    for (int i = 0; i < mask.length; i++) {
      sum += Math.abs(trueMask[i] - mask[i]);
    }
    return sum / mask.length;
  }

  private static double psnr(RgbImage truth, RgbImage background, Mask hole) {
    float[] expected = truth.toArray();
    float[] actual = background.toArray();
    float[] inside = hole.toArray();
    double squares = 0;
    int count = 0;
    for (int i = 0; i < actual.length; i++) {
      if (inside[i / 3] > 0) {
        squares += (expected[i] - actual[i]) * (double) (expected[i] - actual[i]);
        count++;
      }
    }
    return count == 0 ? Double.NaN : Math.min(BEST_PSNR, -10 * Math.log10(squares / count));
  }

  private static double edgeError(LayeredImage truth, SynthesizedSample automatic) {
    float[] expected = truth.foreground().toArray();
    float[] actual = automatic.foreground().toArray();
    float[] trueMask = truth.mask().toArray();
    float[] mask = automatic.mask().toArray();
    double sum = 0;
    int count = 0;
    for (int i = 0; i < actual.length; i++) {
      float m = trueMask[i / 3];
      if (m > SOFT_FROM && m < SOFT_TO && mask[i / 3] > SOFT_FROM) {
        sum += Math.abs(expected[i] - actual[i]);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static void requireSize(LayeredImage truth, RgbImage picture) {
    if (truth.width() != picture.width() || truth.height() != picture.height()) {
      throw new IllegalArgumentException(
          "Expected layers of the truth's size %dx%d but they are %dx%d: set the working size."
              .formatted(truth.width(), truth.height(), picture.width(), picture.height()));
    }
  }
}
