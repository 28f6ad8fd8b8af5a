package org.text2layer.synth.quality.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.metrics.significance.Proportion;

/**
 * Probabilities of "good" beside the truth, and how well they tell good from bad. Definitions as in
 * scikit-learn; "kept" means a score of at least the threshold.
 *
 * @param scores in [0, 1]
 * @param good the truth of each; both kinds must occur
 */
public record BinaryScores(List<Double> scores, List<Boolean> good) {
  /** What is kept and dropped with a threshold. */
  public record CurvePoint(double threshold, Confusion confusion) {
    /** The share of good samples among the kept ones. */
    public double precision() {
      return confusion.precision().share();
    }

    /** The share of good samples that are kept. */
    public double recall() {
      return confusion.recall().share();
    }
  }

  /**
   * Samples whose scores lie in one interval.
   *
   * @param from where the interval begins
   * @param to where it ends; the last one holds its end too
   * @param count of samples in it
   * @param meanScore NaN if it is empty
   * @param good the share of good ones
   */
  public record ReliabilityBin(
      double from, double to, int count, double meanScore, Proportion good) {
    /** The share of good samples; NaN if it is empty. */
    public double goodShare() {
      return good.share();
    }
  }

  /** Checks ranges and that there are good and bad samples. */
  public BinaryScores {
    scores = List.copyOf(scores);
    good = List.copyOf(good);
    if (scores.size() != good.size()) {
      throw new IllegalArgumentException(
          "Expected the truth of each of %s scores but came %s: give one each."
              .formatted(scores.size(), good.size()));
    }
    for (int i = 0; i < scores.size(); i++) {
      if (!(scores.get(i) >= 0 && scores.get(i) <= 1)) {
        throw new IllegalArgumentException(
            "Expected scores in [0, 1] but number %s is %s: give probabilities."
                .formatted(i, scores.get(i)));
      }
    }
    if (!good.contains(true) || !good.contains(false)) {
      throw new IllegalArgumentException(
          "Expected good and bad samples but all %s are of one kind: add some of the other."
              .formatted(good.size()));
    }
  }

  /** How many samples. */
  public int size() {
    return scores.size();
  }

  private long goodCount() {
    return good.stream().filter(isGood -> isGood).count();
  }

  /** The numbers of the samples, the lowest score first. */
  private List<Integer> ascending() {
    return IntStream.range(0, size())
        .boxed()
        .sorted(Comparator.comparingDouble(scores::get))
        .toList();
  }

  /**
   * The area under the ROC curve: the probability that a good sample scores above a bad one, equal
   * scores counted half (Mann-Whitney).
   */
  public double areaUnderRoc() {
    List<Integer> order = ascending();
    double ranks = 0;
    for (int from = 0; from < size(); ) {
      int to = endOfTie(order, from);
      for (int i = from; i < to; i++) {
        ranks += good.get(order.get(i)) ? (from + to + 1) / 2.0 : 0;
      }
      from = to;
    }
    double positive = goodCount();
    return (ranks - positive * (positive + 1) / 2) / (positive * (size() - positive));
  }

  /** The same with an interval; good and bad samples are resampled apart, so that both stay. */
  public Bootstrap.Interval areaUnderRoc(Bootstrap bootstrap) {
    List<Double> right = ofKind(true);
    List<Double> wrong = ofKind(false);
    List<Boolean> truth = IntStream.range(0, size()).mapToObj(i -> i < right.size()).toList();
    return bootstrap.percentile(
        areaUnderRoc(),
        bootstrap.replicates(
            random -> {
              List<Double> drawn = new ArrayList<>(drawn(right, random));
              drawn.addAll(drawn(wrong, random));
              return new BinaryScores(drawn, truth).areaUnderRoc();
            }));
  }

  private List<Double> ofKind(boolean kind) {
    return IntStream.range(0, size())
        .filter(i -> good.get(i) == kind)
        .mapToObj(scores::get)
        .toList();
  }

  private static List<Double> drawn(List<Double> scores, SplittableRandom random) {
    return Arrays.stream(Bootstrap.draw(random, scores.size())).mapToObj(scores::get).toList();
  }

  private int endOfTie(List<Integer> order, int from) {
    int to = from;
    while (to < size() && scores.get(order.get(to)).equals(scores.get(order.get(from)))) {
      to++;
    }
    return to;
  }

  /** The precision-recall curve: one point for each score that occurs, the lowest first. */
  public List<CurvePoint> curve() {
    List<Integer> order = ascending();
    List<CurvePoint> points = new ArrayList<>();
    long positive = goodCount();
    long keptGood = positive;
    for (int from = 0; from < size(); ) {
      long droppedGood = positive - keptGood;
      points.add(
          new CurvePoint(
              scores.get(order.get(from)),
              new Confusion(keptGood, size() - from - keptGood, droppedGood, from - droppedGood)));
      int to = endOfTie(order, from);
      for (int i = from; i < to; i++) {
        keptGood -= good.get(order.get(i)) ? 1 : 0;
      }
      from = to;
    }
    return points;
  }

  /** The mean of the precisions, weighted by how much recall each threshold adds. */
  public double averagePrecision() {
    List<CurvePoint> points = curve();
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      double recallAbove = i + 1 < points.size() ? points.get(i + 1).recall() : 0;
      sum += points.get(i).precision() * (points.get(i).recall() - recallAbove);
    }
    return sum;
  }

  /** The lowest threshold whose precision is at least the stated one; empty if none reaches it. */
  public OptionalDouble thresholdFor(double precision) {
    return curve().stream()
        .filter(point -> point.precision() >= precision)
        .mapToDouble(CurvePoint::threshold)
        .findFirst();
  }

  /** The threshold whose F1, the harmonic mean of precision and recall, is best. */
  public double bestThreshold() {
    return curve().stream()
        .max(
            Comparator.comparingDouble(
                point ->
                    2
                        * point.precision()
                        * point.recall()
                        / Math.max(1e-9, point.precision() + point.recall())))
        .orElseThrow()
        .threshold();
  }

  /** The share of good samples among the kept ones; NaN if none is kept. */
  public double precision(double threshold) {
    return confusion(threshold).precision().share();
  }

  /** The share of good samples that are kept. */
  public double recall(double threshold) {
    return confusion(threshold).recall().share();
  }

  /** How many are kept and dropped, rightly and wrongly. */
  public Confusion confusion(double threshold) {
    Confusion all = Confusion.none();
    for (int i = 0; i < size(); i++) {
      all = all.plus(scores.get(i) >= threshold, good.get(i));
    }
    return all;
  }

  /** The reliability diagram over intervals of equal width. */
  public List<ReliabilityBin> reliability(int bins) {
    double[] sum = new double[bins];
    int[] count = new int[bins];
    int[] goodInside = new int[bins];
    for (int i = 0; i < size(); i++) {
      int bin = Math.min(bins - 1, (int) (scores.get(i) * bins));
      sum[bin] += scores.get(i);
      count[bin]++;
      goodInside[bin] += good.get(i) ? 1 : 0;
    }
    List<ReliabilityBin> diagram = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      diagram.add(
          new ReliabilityBin(
              (double) bin / bins,
              (bin + 1.0) / bins,
              count[bin],
              sum[bin] / count[bin],
              new Proportion(goodInside[bin], count[bin])));
    }
    return diagram;
  }

  /**
   * The expected calibration error: |mean score − share of good ones| of each interval, weighted by
   * its count (Naeini et al., 2015).
   */
  public double calibrationError(int bins) {
    return reliability(bins).stream()
        .filter(bin -> bin.count() > 0)
        .mapToDouble(bin -> bin.count() * Math.abs(bin.meanScore() - bin.goodShare()) / size())
        .sum();
  }
}
