package org.text2layer.metrics.mask;

/**
 * The S-measure (Fan et al. 2017, "Structure-measure", with alpha = 0.5): half how evenly the
 * prediction fills object and background, half how alike both masks are in the four parts around
 * the object's centre. Not below 0.
 */
final class StructureMeasure {
  private static final double ALPHA = 0.5;
  private static final double EPSILON = Math.ulp(1.0);

  private final GreyPair pair;

  private StructureMeasure(GreyPair pair) {
    this.pair = pair;
  }

  /** For an empty truth 1 − the prediction's mean, for a full one its mean. */
  static double of(GreyPair pair) {
    int trueCount = pair.trueCount();
    if (trueCount == 0) {
      return 1 - pair.meanPrediction();
    }
    if (trueCount == pair.size()) {
      return pair.meanPrediction();
    }
    StructureMeasure measure = new StructureMeasure(pair);
    return Math.max(0, ALPHA * measure.objects(trueCount) + (1 - ALPHA) * measure.regions());
  }

  private double objects(int trueCount) {
    double share = (double) trueCount / pair.size();
    return share * evenness(true, trueCount)
        + (1 - share) * evenness(false, pair.size() - trueCount);
  }

  /**
   * 2x̄ / (x̄² + 1 + σ) of the prediction in the object, or of 1 − it in the background (eq. 5).
   */
  private double evenness(boolean inside, int count) {
    double mean = 0;
    for (int i = 0; i < pair.size(); i++) {
      mean += pair.truth()[i] == inside ? correct(i) / count : 0;
    }
    double squares = 0;
    for (int i = 0; i < pair.size(); i++) {
      double difference = pair.truth()[i] == inside ? correct(i) - mean : 0;
      squares += difference * difference;
    }
    double deviation = count > 1 ? Math.sqrt(squares / (count - 1)) : 0;
    return 2 * mean / (mean * mean + 1 + deviation + EPSILON);
  }

  private double correct(int pixel) {
    return pair.truth()[pixel] ? pair.predicted()[pixel] : 1 - pair.predicted()[pixel];
  }

  private double regions() {
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < pair.size(); i++) {
      sumX += pair.truth()[i] ? i % pair.width() : 0;
      sumY += pair.truth()[i] ? i / pair.width() : 0;
    }
    int right = (int) Math.rint(sumX / pair.trueCount()) + 1;
    int bottom = (int) Math.rint(sumY / pair.trueCount()) + 1;
    return region(0, right, 0, bottom)
        + region(right, pair.width(), 0, bottom)
        + region(0, right, bottom, pair.height())
        + region(right, pair.width(), bottom, pair.height());
  }

  /** The likeness of a part, weighted by its area; 0 where it has none. */
  private double region(int left, int right, int top, int bottom) {
    int count = (right - left) * (bottom - top);
    return count == 0 ? 0 : likeness(left, right, top, bottom, count) * count / pair.size();
  }

  /** SSIM without its constants (eq. 3). */
  private double likeness(int left, int right, int top, int bottom, int count) {
    double x = 0;
    double y = 0;
    for (int row = top; row < bottom; row++) {
      for (int i = row * pair.width() + left; i < row * pair.width() + right; i++) {
        x += pair.predicted()[i] / count;
        y += pair.truth()[i] ? 1.0 / count : 0;
      }
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int row = top; row < bottom; row++) {
      for (int i = row * pair.width() + left; i < row * pair.width() + right; i++) {
        double dx = pair.predicted()[i] - x;
        double dy = (pair.truth()[i] ? 1 : 0) - y;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
      }
    }
    double numerator = 4 * x * y * xy / (count - 1 + EPSILON);
    double denominator = (x * x + y * y) * (xx + yy) / (count - 1 + EPSILON);
    if (numerator != 0) {
      return numerator / (denominator + EPSILON);
    }
    return denominator == 0 ? 1 : 0;
  }
}
