package org.text2layer.experiment.truth;

import java.util.function.ToDoubleFunction;

/** One number of a {@link LayerAccuracy}, as tables name it. */
public enum AccuracyMeasure {
  /** Intersection over union of the masks. */
  MASK_IOU("mask IoU", 3, accuracy -> accuracy.mask().iou()),
  /** Mean absolute error of the mask against the hardened truth. */
  MASK_MAE("mask MAE", 4, accuracy -> accuracy.mask().mae()),
  /** Mean absolute difference of the soft masks. */
  SOFT_ERROR("soft mask error", 4, LayerAccuracy::softError),
  /** S-measure of the mask. */
  STRUCTURE("S-measure", 3, accuracy -> accuracy.mask().structure()),
  /** Weighted F-measure of the mask. */
  WEIGHTED_F("weighted F", 3, accuracy -> accuracy.mask().weightedF()),
  /** Decibels of the background within the hole. */
  HOLE_PSNR("hole PSNR", 2, LayerAccuracy::holePsnr),
  /** Decibels of the background behind the true object. */
  HIDDEN_PSNR("hidden PSNR", 2, LayerAccuracy::hiddenPsnr),
  /** Mean absolute difference of the foregrounds' colours in the soft edge. */
  EDGE_ERROR("edge error", 4, LayerAccuracy::edgeError),
  /** The hole's share of the picture: how much there was to invent. Not a merit. */
  HOLE_SHARE("hole share", 3, LayerAccuracy::holeShare);

  private final String label;
  private final int decimals;
  private final ToDoubleFunction<LayerAccuracy> value;

  AccuracyMeasure(String label, int decimals, ToDoubleFunction<LayerAccuracy> value) {
    this.label = label;
    this.decimals = decimals;
    this.value = value;
  }

  /** "mask IoU", for example: a column's name. */
  public String label() {
    return label;
  }

  /** How many decimals a table of text shows. */
  int decimals() {
    return decimals;
  }

  /** Its value; NaN where it is not defined. */
  public double of(LayerAccuracy accuracy) {
    return value.applyAsDouble(accuracy);
  }
}
