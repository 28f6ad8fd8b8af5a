package org.text2layer.notebook.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.text2layer.metrics.generated.GeneratedSample;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;

/**
 * The samples behind a metric: the best, those in the middle and the worst, with all layers and
 * their values. What a mean hides shows in the middle, what a metric misses at the ends. Samples
 * whose value is NaN are left out and counted; equal values stay in the set's order. Immutable.
 */
public final class RankedGallery implements Viewable {
  private static final int EACH = 3;
  private static final int MOST = 12;

  private record Ranked(GeneratedSample sample, double value) {}

  private final String metric;
  private final List<Ranked> ranked;
  private final int without;
  private final int each;

  private RankedGallery(String metric, List<Ranked> ranked, int without, int each) {
    this.metric = metric;
    this.ranked = List.copyOf(ranked);
    this.without = without;
    this.each = each;
  }

  /**
   * Samples by a metric that is better when higher, as IoU.
   *
   * @param values one a sample, in their order
   * @throws IllegalArgumentException if there are not as many values as samples, or none is a
   *     number
   */
  public static RankedGallery highestFirst(
      String metric, List<GeneratedSample> samples, double[] values) {
    return of(metric, samples, values, Comparator.comparingDouble(one -> -one.value()));
  }

  /** Samples by a metric that is better when lower, as an error. */
  public static RankedGallery lowestFirst(
      String metric, List<GeneratedSample> samples, double[] values) {
    return of(metric, samples, values, Comparator.comparingDouble(Ranked::value));
  }

  private static RankedGallery of(
      String metric, List<GeneratedSample> samples, double[] values, Comparator<Ranked> order) {
    if (samples.size() != values.length) {
      throw new IllegalArgumentException(
          "Expected a value of %s for each of %s samples but came %s: measure all of them."
              .formatted(metric, samples.size(), values.length));
    }
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        ranked.add(new Ranked(samples.get(i), values[i]));
      }
    }
    if (ranked.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected samples with a value of %s but none of %s has one: look at them with a Gallery."
              .formatted(metric, values.length));
    }
    ranked.sort(order);
    return new RankedGallery(metric, ranked, values.length - ranked.size(), EACH);
  }

  /** The same with so many of the best, the middle and the worst, 1 to 12. */
  public RankedGallery showing(int number) {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException(
          "Expected 1 to %s samples of each kind but came %s: ask for fewer."
              .formatted(MOST, number));
    }
    return new RankedGallery(metric, ranked, without, number);
  }

  private List<Ranked> best() {
    return ranked.subList(0, Math.min(each, (ranked.size() + 2) / 3));
  }

  private List<Ranked> worst() {
    int count = Math.min(each, (ranked.size() + 1) / 3);
    return ranked.subList(ranked.size() - count, ranked.size());
  }

  /** Around the median, as far as best and worst leave room. */
  private List<Ranked> middle() {
    int count = Math.min(each, ranked.size() / 3);
    int last = ranked.size() - worst().size() - count;
    int from = Math.max(best().size(), Math.min((ranked.size() - count) / 2, last));
    return ranked.subList(from, from + count);
  }

  /** The shown samples' names, best to worst; no sample comes twice. */
  List<String> names() {
    List<Ranked> shown = new ArrayList<>(best());
    shown.addAll(middle());
    shown.addAll(worst());
    return shown.stream().map(one -> one.sample().name()).toList();
  }

  @Override
  public View view() {
    String body = section("Best", best()) + section("Median", middle()) + section("Worst", worst());
    String left = without == 0 ? "" : Html.count(without, "sample") + " without a value left out.";
    return new View(Html.view(metric, body, left), toString());
  }

  private String section(String heading, List<Ranked> shown) {
    if (shown.isEmpty()) {
      return "";
    }
    List<LayerRow> rows = new ArrayList<>();
    for (Ranked one : shown) {
      rows.add(new LayerRow(Html.format("%.3f", one.value()), one.sample()));
    }
    return Html.section(heading, "", LayerRow.table("value", rows));
  }

  @Override
  public String toString() {
    return Html.format(
        "%s of %s: best %.3f, median %.3f, worst %.3f",
        metric,
        Html.count(ranked.size(), "sample"),
        ranked.get(0).value(),
        ranked.get(ranked.size() / 2).value(),
        ranked.get(ranked.size() - 1).value());
  }
}
