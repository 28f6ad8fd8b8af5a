package org.text2layer.metrics.mask;

/**
 * The weighted F-measure (Margolin et al. 2014, "How to evaluate foreground maps?") with beta² = 1:
 * errors inside the object are spread to neighbours by a 7 x 7 Gaussian of sigma 5, errors in the
 * background weigh up to twice as much with their distance from it.
 */
final class WeightedF {
  private static final int RADIUS = 3;
  private static final double SIGMA = 5;
  private static final double EPSILON = Math.ulp(1.0);
  private static final double[] GAUSSIAN = gaussian();

  private final GreyPair pair;
  private final int[] nearest;
  private final double[] errors;

  private WeightedF(GreyPair pair) {
    this.pair = pair;
    nearest = NearestInside.of(pair.width(), pair.height(), pair.truth());
    errors = new double[pair.size()];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = Math.abs(pair.predicted()[i] - (pair.truth()[i] ? 1 : 0));
    }
  }

  /** 0 for an empty truth. */
  static double of(GreyPair pair) {
    return pair.trueCount() == 0 ? 0 : new WeightedF(pair).measure();
  }

  private double measure() {
    double missed = 0;
    double falseAlarms = 0;
    for (int i = 0; i < errors.length; i++) {
      if (pair.truth()[i]) {
        missed += Math.min(errors[i], spread(i));
      } else {
        falseAlarms += errors[i] * (2 - Math.exp(Math.log(0.5) / 5 * distance(i)));
      }
    }
    double hits = pair.trueCount() - missed;
    double recall = 1 - missed / pair.trueCount();
    double precision = hits / (hits + falseAlarms + EPSILON);
    return 2 * recall * precision / (recall + precision + EPSILON);
  }

  /** The error around a pixel; a pixel of the background has that of the nearest object pixel. */
  private double spread(int pixel) {
    int x = pixel % pair.width();
    int y = pixel / pair.width();
    double sum = 0;
    for (int dy = Math.max(-RADIUS, -y); dy <= Math.min(RADIUS, pair.height() - 1 - y); dy++) {
      for (int dx = Math.max(-RADIUS, -x); dx <= Math.min(RADIUS, pair.width() - 1 - x); dx++) {
        int neighbour = pixel + dy * pair.width() + dx;
        double weight = GAUSSIAN[(dy + RADIUS) * (2 * RADIUS + 1) + dx + RADIUS];
        sum += weight * errors[nearest[neighbour]];
      }
    }
    return sum;
  }

  private double distance(int pixel) {
    int dx = pixel % pair.width() - nearest[pixel] % pair.width();
    int dy = pixel / pair.width() - nearest[pixel] / pair.width();
    return Math.sqrt((double) dx * dx + (double) dy * dy);
  }

  /** Sums to 1. */
  private static double[] gaussian() {
    int side = 2 * RADIUS + 1;
    double[] weights = new double[side * side];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int dx = i % side - RADIUS;
      int dy = i / side - RADIUS;
      weights[i] = Math.exp(-(dx * dx + dy * dy) / (2 * SIGMA * SIGMA));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
