package org.text2layer.experiment.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.cell.MaskReference;
import org.text2layer.experiment.cell.TestSet;
import org.text2layer.experiment.layers.StackExperiment;
import org.text2layer.experiment.layers.StackMeasure;
import org.text2layer.experiment.plan.TableException;
import org.text2layer.experiment.result.ComparedColumn;
import org.text2layer.metrics.frechet.FrechetComparison;
import org.text2layer.metrics.frechet.FrechetDistance;
import org.text2layer.metrics.frechet.ResampledFrechet;
import org.text2layer.metrics.frechet.SmallSampleDistance;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.metrics.significance.IntervalText;
import org.text2layer.metrics.significance.MethodTable;
import org.text2layer.metrics.significance.PairedSamples;

/**
 * Measured columns of a table over some rows.
 *
 * @param cells everything measured
 * @param rows the methods' keys by their names, in the table's order
 * @param untested names of rows that stand beside the methods, and are not compared
 */
record TableColumns(MeasuredCells cells, Map<String, String> rows, List<String> untested) {
  /** Fréchet distances of the composed pictures from a set's. */
  ComparedColumn frechet(TestSet set) {
    Map<String, List<Cell>> measured = measured(set.key(), Cell.Key.PICTURES);
    Map<String, List<ResampledFrechet>> distances = new LinkedHashMap<>();
    measured.forEach(
        (name, own) ->
            distances.put(name, own.stream().map(cell -> cell.distance().orElseThrow()).toList()));
    return new ComparedColumn(
        "FID (Lite0), " + set.title(),
        false,
        texts(distances, TableColumns::text),
        provenance(measured),
        pairs(distances));
  }

  /** The caption score, which is not CLIP. */
  ComparedColumn captionScore(TestSet set) {
    return perCaption(
        "caption score (not CLIP)", true, set.key(), Cell.Key.PICTURES, Cell.CAPTION_SCORE);
  }

  /** IoU of masks and a detector's on the composed pictures. */
  ComparedColumn overlap(TestSet set, MaskReference reference) {
    return perCaption("IoU, " + reference.title(), true, set.key(), reference.measure(), Cell.IOU);
  }

  /** What is told of the layers of pictures of two objects. */
  ComparedColumn ofPairs(StackMeasure measure) {
    return perCaption(
        measure.key(),
        measure.isHigherBetter(),
        StackExperiment.SET,
        measure.cell(),
        measure.key());
  }

  private ComparedColumn perCaption(
      String header, boolean higherIsBetter, String set, String measure, String value) {
    Map<String, List<Cell>> measured = measured(set, measure);
    Map<String, double[][]> values = new LinkedHashMap<>();
    measured.forEach(
        (name, own) ->
            values.put(
                name, own.stream().map(cell -> cell.values(value)).toArray(double[][]::new)));
    return perCaption(header, higherIsBetter, values, provenance(measured));
  }

  /** A measure by method, seed and caption. */
  ComparedColumn perCaption(
      String header,
      boolean higherIsBetter,
      Map<String, double[][]> values,
      Map<String, String> provenance) {
    Map<String, double[][]> tested = new LinkedHashMap<>(values);
    untested.forEach(tested::remove);
    List<ComparedColumn.Comparison> comparisons =
        tested.size() < 2
            ? List.of()
            : MethodTable.of(tested, higherIsBetter).comparisons().stream()
                .map(TableColumns::comparison)
                .toList();
    return new ComparedColumn(
        header, higherIsBetter, texts(values, TableColumns::mean), provenance, comparisons);
  }

  private static ComparedColumn.Comparison comparison(MethodTable.Comparison pair) {
    String test =
        String.format(
            Locale.ROOT,
            "paired t(%d) = %.2f, g_z = %.2f",
            pair.test().degreesOfFreedom(),
            pair.test().statistic(),
            pair.test().effect().hedgesGz());
    return new ComparedColumn.Comparison(
        pair.first(), pair.second(), pair.test().meanDifference(), test, pair.test().pValue());
  }

  private Map<String, List<Cell>> measured(String set, String measure) {
    Map<String, List<Cell>> measured = new LinkedHashMap<>();
    rows.forEach(
        (name, key) -> {
          List<Cell> own = cells.of(key, set, measure);
          if (!own.isEmpty()) {
            measured.put(name, own);
          }
        });
    return measured;
  }

  private static Map<String, String> provenance(Map<String, List<Cell>> measured) {
    return texts(
        measured,
        own -> own.stream().map(cell -> "cells/" + cell.key()).collect(Collectors.joining(" ")));
  }

  private static <T> Map<String, String> texts(Map<String, T> values, Function<T, String> text) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((name, value) -> texts.put(name, text.apply(value)));
    return texts;
  }

  /** Mean over captions and seeds, and its interval over captions. */
  private static String mean(double[][] seeds) {
    Bootstrap.Interval interval =
        Bootstrap.standard()
            .percentile(
                PairedSamples.meanOverSeeds(seeds),
                values -> Arrays.stream(values).average().orElseThrow());
    return interval.text(3);
  }

  /**
   * Over the seeds: the mean where numbers stand alone, else from the lowest end to the highest.
   */
  static String text(List<ResampledFrechet> seeds) {
    List<FrechetDistance> guarded = seeds.stream().map(ResampledFrechet::guarded).toList();
    List<SmallSampleDistance> small =
        guarded.stream()
            .filter(SmallSampleDistance.class::isInstance)
            .map(SmallSampleDistance.class::cast)
            .toList();
    if (small.isEmpty()) {
      return String.format(
          Locale.ROOT,
          "%.4g",
          seeds.stream().mapToDouble(ResampledFrechet::distance).average().orElseThrow());
    }
    return IntervalText.of(
        "%.4g",
        small.stream().mapToDouble(SmallSampleDistance::low).min().orElseThrow(),
        small.stream().mapToDouble(SmallSampleDistance::high).max().orElseThrow());
  }

  /** The guard's words on a set's distances; empty where numbers stand alone. */
  Optional<String> guard(TestSet set) {
    return measured(set.key(), Cell.Key.PICTURES).values().stream()
        .flatMap(List::stream)
        .map(cell -> cell.distance().orElseThrow().guarded())
        .filter(SmallSampleDistance.class::isInstance)
        .map(distance -> ((SmallSampleDistance) distance).warning())
        .findFirst();
  }

  private List<ComparedColumn.Comparison> pairs(Map<String, List<ResampledFrechet>> distances) {
    List<String> names = new ArrayList<>(distances.keySet());
    names.removeAll(untested);
    List<ComparedColumn.Comparison> pairs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        String first = names.get(i);
        String second = names.get(j);
        pairs.add(compared(first, second, distances.get(first), distances.get(second)));
      }
    }
    return pairs;
  }

  /**
   * A difference counts only if it shows in every seed, in the same direction: the largest p-value
   * of the seeds (an intersection-union test; Berger 1982), 1 where signs differ.
   */
  static ComparedColumn.Comparison compared(
      String first, String second, List<ResampledFrechet> a, List<ResampledFrechet> b) {
    if (a.size() != b.size()) {
      throw new TableException(
          "Expected as many seeds of '%s' as of '%s' but came %s and %s: run the preset to its end."
              .formatted(first, second, a.size(), b.size()));
    }
    double sum = 0;
    double largest = 0;
    List<String> intervals = new ArrayList<>();
    List<Double> signs = new ArrayList<>();
    for (int seed = 0; seed < a.size(); seed++) {
      FrechetComparison comparison = a.get(seed).minus(b.get(seed));
      Bootstrap.Interval difference = comparison.difference();
      sum += difference.estimate();
      signs.add(Math.signum(difference.estimate()));
      largest = Math.max(largest, comparison.pValue());
      intervals.add(IntervalText.of("%.3g", difference.low(), difference.high()));
    }
    boolean agree = signs.stream().distinct().count() == 1;
    String test =
        "bootstrap of %s, largest p over seeds; 95 %% interval%s %s"
            .formatted(
                a.get(0).bootstrap().resamples(),
                a.size() == 1 ? "" : "s",
                String.join(" and ", intervals));
    return new ComparedColumn.Comparison(first, second, sum / a.size(), test, agree ? largest : 1);
  }
}
