package org.text2layer.notebook.train;

import java.util.ArrayList;
import java.util.List;

/**
 * A value a step, of as many steps as there are, in at most 2,000 points: of each stretch of steps
 * the least and the greatest value are kept, so that no peak is lost. For one thread.
 */
final class Curve {
  private static final int MOST_STRETCHES = 1_000;

  /** A value at a step. */
  record Point(long step, double value) {}

  private record Stretch(Point least, Point greatest) {
    Stretch with(Point point) {
      return new Stretch(
          point.value() < least.value() ? point : least,
          point.value() > greatest.value() ? point : greatest);
    }

    Stretch with(Stretch next) {
      return with(next.least).with(next.greatest);
    }
  }

  private List<Stretch> stretches = new ArrayList<>();
  private int each = 1;
  private int inLast = 1;

  /** Adds the next point; values that are infinite or no number are left out. */
  void add(long step, double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    Point point = new Point(step, value);
    if (inLast < each) {
      int last = stretches.size() - 1;
      stretches.set(last, stretches.get(last).with(point));
      inLast++;
      return;
    }
    if (stretches.size() == MOST_STRETCHES) {
      halve();
    }
    stretches.add(new Stretch(point, point));
    inLast = 1;
  }

  private void halve() {
    List<Stretch> half = new ArrayList<>();
    for (int i = 0; i < stretches.size(); i += 2) {
      half.add(stretches.get(i).with(stretches.get(i + 1)));
    }
    stretches = half;
    each *= 2;
  }

  /** How many values stand behind two points; 1 if all are there. */
  int valuesEach() {
    return each;
  }

  boolean isEmpty() {
    return stretches.isEmpty();
  }

  /** In the order of steps. */
  List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (Stretch stretch : stretches) {
      boolean fallen = stretch.greatest().step() < stretch.least().step();
      points.add(fallen ? stretch.greatest() : stretch.least());
      if (stretch.least().step() != stretch.greatest().step()) {
        points.add(fallen ? stretch.least() : stretch.greatest());
      }
    }
    return points;
  }

  /** The least value; infinite if there is none. */
  double least() {
    return stretches.stream()
        .mapToDouble(stretch -> stretch.least().value())
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /**
   * A curve and its exponential average s = (1 - 1/w) s + 1/w x, divided by what the weights add up
   * to, so that it does not begin at 0 (as Adam's moments, Kingma and Ba 2015). For one thread.
   */
  static final class Smoothed {
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
    Smoothed(int width) {
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
}
