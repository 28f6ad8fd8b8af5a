package org.text2layer.metrics.mask;

/** Sums of scores and curves over a set of comparisons. Not thread-safe. */
final class MaskScoreSums {
  private final double[] fCurve = new double[256];
  private final double[] eCurve = new double[256];
  private int count;
  private double iou;
  private double mae;
  private double adaptiveF;
  private double weightedF;
  private double structure;
  private double adaptiveE;

  void add(MaskComparison comparison) {
    MaskScores scores = comparison.scores();
    count++;
    iou += scores.iou();
    mae += scores.mae();
    adaptiveF += scores.adaptiveF();
    weightedF += scores.weightedF();
    structure += scores.structure();
    adaptiveE += scores.adaptiveE();
    addTo(fCurve, comparison.fCurve());
    addTo(eCurve, comparison.eCurve());
  }

  MaskScoreSums merged(MaskScoreSums other) {
    count += other.count;
    iou += other.iou;
    mae += other.mae;
    adaptiveF += other.adaptiveF;
    weightedF += other.weightedF;
    structure += other.structure;
    adaptiveE += other.adaptiveE;
    addTo(fCurve, other.fCurve);
    addTo(eCurve, other.eCurve);
    return this;
  }

  private static void addTo(double[] sums, double[] values) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }

  MaskScores means() {
    if (count == 0) {
      throw new IllegalStateException(
          "Expected at least one pair of masks to average but came none: check the set.");
    }
    return new MaskScores(
        iou / count,
        mae / count,
        MaskComparison.max(fCurve) / count,
        MaskComparison.mean(fCurve) / count,
        adaptiveF / count,
        weightedF / count,
        structure / count,
        MaskComparison.max(eCurve) / count,
        MaskComparison.mean(eCurve) / count,
        adaptiveE / count);
  }
}
