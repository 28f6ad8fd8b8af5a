package org.text2layer.notebook.evaluate;

import java.util.List;
import org.text2layer.notebook.html.ChartStyle;

/**
 * A curve a + b·x^(−c) through measured values, by least squares: how metrics of a model usually go
 * with the size of its data set (Hestness et al. 2017, "Deep Learning Scaling is Predictable").
 * With fewer than 4 settings c is fixed at ½, since so few points hold no third number. The points
 * are weighed alike; the curve has no interval, and means little beyond the measured settings.
 *
 * @param limit a, where the curve tends to
 * @param scale b
 * @param exponent c, of 0.05, 0.1 … 2
 * @param fitted whether c was fitted, too
 * @param residual root of the mean squared distance of the values from the curve
 */
public record PowerLaw(
    double limit, double scale, double exponent, boolean fitted, double residual) {
  private static final double USUAL = 0.5;
  private static final double STEP = 0.05;
  private static final int STEPS = 40;
  private static final int FOR_EXPONENT = 4;

  /**
   * Fits.
   *
   * @param points at least 3 different settings above 0; of one without a value its interval's
   *     middle counts
   * @throws IllegalArgumentException if there are fewer, or one is not above 0
   */
  public static PowerLaw fit(List<MeasuredPoint> points) {
    long settings = points.stream().mapToDouble(MeasuredPoint::x).distinct().count();
    if (settings < 3 || points.stream().anyMatch(point -> point.x() <= 0)) {
      throw new IllegalArgumentException(
          "Expected at least 3 different settings above 0 for a curve but came %s: measure more sizes."
              .formatted(points.stream().map(MeasuredPoint::x).toList()));
    }
    if (settings < FOR_EXPONENT) {
      return with(points, USUAL, false);
    }
    PowerLaw best = with(points, STEP, true);
    for (int i = 2; i <= STEPS; i++) {
      PowerLaw next = with(points, i * STEP, true);
      best = next.residual < best.residual ? next : best;
    }
    return best;
  }

  /** A straight line over x^(−c). */
  private static PowerLaw with(List<MeasuredPoint> points, double exponent, boolean fitted) {
    double meanX = 0;
    double meanY = 0;
    for (MeasuredPoint point : points) {
      meanX += Math.pow(point.x(), -exponent) / points.size();
      meanY += point.middle() / points.size();
    }
    double products = 0;
    double squares = 0;
    for (MeasuredPoint point : points) {
      double step = Math.pow(point.x(), -exponent) - meanX;
      products += step * (point.middle() - meanY);
      squares += step * step;
    }
    double scale = products / squares;
    PowerLaw law = new PowerLaw(meanY - scale * meanX, scale, exponent, fitted, 0);
    double residual = 0;
    for (MeasuredPoint point : points) {
      residual += Math.pow(law.at(point.x()) - point.middle(), 2) / points.size();
    }
    return new PowerLaw(law.limit, scale, exponent, fitted, Math.sqrt(residual));
  }

  /** The curve's height. */
  public double at(double x) {
    return limit + scale * Math.pow(x, -exponent);
  }

  /** As "0.121 + 3.4·x^−0.5 (exponent fixed), residual 0.002". */
  @Override
  public String toString() {
    return "%s %s %s·x^−%s%s, residual %s"
        .formatted(
            ChartStyle.number(limit),
            scale < 0 ? "−" : "+",
            ChartStyle.number(Math.abs(scale)),
            ChartStyle.number(exponent),
            fitted ? "" : " (exponent fixed)",
            ChartStyle.number(residual));
  }
}
