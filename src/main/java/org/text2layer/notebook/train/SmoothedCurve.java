package org.text2layer.notebook.train;

/**
 * A curve and its exponential average s = (1 - 1/w) s + 1/w x, divided by what the weights add up
 * to, so that it does not begin at 0 (as Adam's moments, Kingma and Ba 2015). For one thread.
 */
final class SmoothedCurve {
  private final Curve raw = new Curve();
  private final Curve smooth = new Curve();
  private final double share;
  private double sum;
  private double weight;

  /**
   * An empty curve.
   *
   * @param width w, in steps, at least 1
   */
  SmoothedCurve(int width) {
    share = 1.0 / width;
  }

  void add(long step, double value) {
    raw.add(step, value);
    if (Double.isFinite(value)) {
      sum += share * (value - sum);
      weight += share * (1 - weight);
      smooth.add(step, last());
    }
  }

  Curve raw() {
    return raw;
  }

  Curve smooth() {
    return smooth;
  }

  /** The average now. */
  double last() {
    return sum / weight;
  }
}
