package org.text2layer.metrics.significance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One metric of several methods on the same items, and which of them differ. A table may print one
 * in bold only if it is the {@link #winner}. Immutable, thread-safe.
 */
public final class MethodTable {
  /**
   * Two methods compared.
   *
   * @param first a method
   * @param second another one
   * @param test of first minus second
   * @param adjustedPValue by Holm's correction over all pairs of the table
   */
  public record Comparison(String first, String second, PairedTest test, double adjustedPValue) {}

  private final Map<String, double[]> values;
  private final boolean higherIsBetter;
  private final List<Comparison> comparisons;

  private MethodTable(
      Map<String, double[]> values, boolean higherIsBetter, List<Comparison> comparisons) {
    this.values = values;
    this.higherIsBetter = higherIsBetter;
    this.comparisons = comparisons;
  }

  /**
   * Compares every method with every other.
   *
   * @param seeds of each method its values by seed, then by item; averaged over the seeds first
   * @param higherIsBetter false for errors
   * @throws IllegalArgumentException if the methods have different items, fewer than 2, or values
   *     that are not finite
   */
  public static MethodTable of(Map<String, double[][]> seeds, boolean higherIsBetter) {
    Map<String, double[]> values = new LinkedHashMap<>();
    seeds.forEach((method, bySeed) -> values.put(method, PairedSamples.meanOverSeeds(bySeed)));
    List<String> methods = List.copyOf(values.keySet());
    List<Comparison> pairs = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++) {
      for (int j = i + 1; j < methods.size(); j++) {
        String first = methods.get(i);
        String second = methods.get(j);
        PairedSamples samples = PairedSamples.of(values.get(first), values.get(second));
        pairs.add(new Comparison(first, second, PairedTest.of(samples), Double.NaN));
      }
    }
    return new MethodTable(values, higherIsBetter, adjusted(pairs));
  }

  private static List<Comparison> adjusted(List<Comparison> pairs) {
    double[] adjusted =
        HolmCorrection.adjusted(pairs.stream().mapToDouble(pair -> pair.test().pValue()).toArray());
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Comparison pair = pairs.get(i);
      comparisons.add(new Comparison(pair.first(), pair.second(), pair.test(), adjusted[i]));
    }
    return List.copyOf(comparisons);
  }

  /** Every pair once, in the methods' order. */
  public List<Comparison> comparisons() {
    return comparisons;
  }

  /** The mean over items and seeds of each method, in the order given. */
  public Map<String, Double> means() {
    Map<String, Double> means = new LinkedHashMap<>();
    values.forEach(
        (method, ofItems) -> means.put(method, Arrays.stream(ofItems).average().orElseThrow()));
    return Collections.unmodifiableMap(means);
  }

  /**
   * The method that is better than every other by a significant difference; empty if there is none,
   * or only one method.
   *
   * @param alpha probability of a wrong winner, as 0.05
   */
  public Optional<String> winner(double alpha) {
    return values.keySet().stream().filter(method -> beatsAll(method, alpha)).findFirst();
  }

  private boolean beatsAll(String method, double alpha) {
    List<Comparison> own =
        comparisons.stream()
            .filter(pair -> pair.first().equals(method) || pair.second().equals(method))
            .toList();
    return !own.isEmpty() && own.stream().allMatch(pair -> beats(method, pair, alpha));
  }

  private boolean beats(String method, Comparison pair, double alpha) {
    boolean isFirst = pair.first().equals(method);
    double ahead = isFirst ? pair.test().meanDifference() : -pair.test().meanDifference();
    return pair.adjustedPValue() <= alpha && (higherIsBetter ? ahead > 0 : ahead < 0);
  }
}
