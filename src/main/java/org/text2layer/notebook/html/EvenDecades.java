package org.text2layer.notebook.html;

/**
 * Places of positive values on an axis where 1, 2, 5 and 10 stand at 0, 1, 2 and 3, and so on in
 * every decade, with logarithms between them: a logarithmic axis but for a thirtieth of a decade.
 * XChart puts its ticks on whole places, where the labels are round numbers.
 */
public final class EvenDecades {
  private static final int STEPS = 3;
  private static final double[] ROUND = {1, 2, 5, 10};

  private EvenDecades() {}

  /** Of a value above 0. */
  public static double place(double value) {
    double decade = Math.floor(Math.log10(value));
    double digits = value / Math.pow(10, decade);
    int step = digits < ROUND[1] ? 0 : digits < ROUND[2] ? 1 : 2;
    return STEPS * decade
        + step
        + Math.log(digits / ROUND[step]) / Math.log(ROUND[step + 1] / ROUND[step]);
  }

  /** The value at a place. */
  public static double value(double place) {
    double decade = Math.floor(place / STEPS);
    double within = place - STEPS * decade;
    int step = Math.min(STEPS - 1, (int) within);
    return Math.pow(10, decade)
        * ROUND[step]
        * Math.pow(ROUND[step + 1] / ROUND[step], within - step);
  }
}
