package org.text2layer.synth.quality.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.metrics.significance.IntervalText;

/**
 * How far two people agree whether samples are good, on those that both labelled for one filter:
 * Cohen's kappa (1960), which is 1 where they always do and 0 where they do as often as chance.
 *
 * @param filter the filter's name
 * @param bothGood samples that both call good
 * @param onlyFirstGood that the first alone calls good
 * @param onlySecondGood that the second alone calls good
 * @param bothBad that both call bad
 * @param disputed the keys of those on which they differ, in the first's order
 */
public record LabelAgreement(
    String filter,
    int bothGood,
    int onlyFirstGood,
    int onlySecondGood,
    int bothBad,
    List<String> disputed) {
  /** Copies, and checks that there is something to compare. */
  public LabelAgreement {
    disputed = List.copyOf(disputed);
    if (bothGood + onlyFirstGood + onlySecondGood + bothBad < 2) {
      throw new IllegalArgumentException(
          "Expected at least 2 samples that both labelled for the %s filter but there are fewer: let both label some of the same."
              .formatted(filter));
    }
  }

  static LabelAgreement of(String filter, HumanLabels first, HumanLabels second) {
    int[] counts = new int[4];
    List<String> disputed = new ArrayList<>();
    for (HumanLabels.Label label : first.all()) {
      Optional<HumanLabels.Label> other = second.of(label.key(), filter);
      if (label.filter().equals(filter) && other.isPresent()) {
        boolean one = label.defect().isEmpty();
        boolean two = other.get().defect().isEmpty();
        counts[(one ? 0 : 2) + (two ? 0 : 1)]++;
        if (one != two) {
          disputed.add(label.key());
        }
      }
    }
    return new LabelAgreement(filter, counts[0], counts[1], counts[2], counts[3], disputed);
  }

  /** How many samples both labelled. */
  public int samples() {
    return bothGood + onlyFirstGood + onlySecondGood + bothBad;
  }

  /** Cohen's kappa; 1 where both gave all samples one and the same label. */
  public double kappa() {
    return kappa(bothGood, onlyFirstGood, onlySecondGood, bothBad);
  }

  private static double kappa(double good, double first, double second, double bad) {
    double all = good + first + second + bad;
    double agreed = (good + bad) / all;
    double chance =
        ((good + first) * (good + second) + (bad + second) * (bad + first)) / (all * all);
    return chance == 1 ? 1 : (agreed - chance) / (1 - chance);
  }

  /** Its 95 % interval by the percentile bootstrap over samples. */
  public Bootstrap.Interval interval() {
    double[] kinds = new double[samples()];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] =
          i < bothGood ? 0 : i < bothGood + onlyFirstGood ? 1 : i < samples() - bothBad ? 2 : 3;
    }
    return Bootstrap.standard()
        .percentile(
            kinds,
            drawn -> {
              double[] counts = new double[4];
              for (double kind : drawn) {
                counts[(int) kind]++;
              }
              return kappa(counts[0], counts[1], counts[2], counts[3]);
            });
  }

  /** As "kappa 0.71 [0.45, 0.92] on 40 samples, 5 disputed". */
  @Override
  public String toString() {
    Bootstrap.Interval interval = interval();
    return String.format(
        Locale.ROOT,
        "kappa %s on %d samples, %d disputed",
        IntervalText.of("%.2f", kappa(), interval.low(), interval.high()),
        samples(),
        disputed.size());
  }
}
