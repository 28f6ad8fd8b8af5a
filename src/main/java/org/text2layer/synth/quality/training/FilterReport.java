package org.text2layer.synth.quality.training;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.text2layer.synth.quality.OutputNeuron;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.measure.BinaryScores;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How a filter does on labelled samples that it has not seen.
 *
 * @param filter its name
 * @param scores the probabilities of "good"
 * @param defects what is wrong with each sample; empty for good ones, of which there are some
 * @param threshold from which on a sample is kept, chosen on other samples
 */
record FilterReport(
    String filter, List<Double> scores, List<Optional<Defect>> defects, double threshold) {
  private static final int BINS = 10;

  /** Checks that labels and scores go together. */
  public FilterReport {
    scores = List.copyOf(scores);
    defects = List.copyOf(defects);
    binary(scores, defects);
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "Expected a threshold in [0, 1] but got " + threshold + ": choose one inside, as 0.5.");
    }
  }

  /** The report of a neuron on labelled features. */
  public static FilterReport of(OutputNeuron neuron, LabelledFeatures held, double threshold) {
    List<Double> scores = held.features().stream().map(neuron::probability).toList();
    return new FilterReport(held.filter(), scores, held.defects(), threshold);
  }

  private static BinaryScores binary(List<Double> scores, List<Optional<Defect>> defects) {
    return new BinaryScores(scores, defects.stream().map(Optional::isEmpty).toList());
  }

  BinaryScores binary() {
    return binary(scores, defects);
  }

  /** The share of kept samples that are good; NaN if none is kept. */
  public double precision() {
    return binary().precision(threshold);
  }

  /** The share of good samples that are kept. */
  public double recall() {
    return binary().recall(threshold);
  }

  /** One row: counts, ROC AUC, average precision, calibration, and the threshold's effect. */
  public Table summary() {
    return Table.create(
        filter + " filter",
        StringColumn.create("filter", filter),
        IntColumn.create("samples", new int[] {scores.size()}),
        DoubleColumn.create("ROC AUC", binary().areaUnderRoc()),
        DoubleColumn.create("average precision", binary().averagePrecision()),
        DoubleColumn.create("calibration error", binary().calibrationError(BINS)),
        DoubleColumn.create("threshold", threshold),
        DoubleColumn.create("precision", precision()),
        DoubleColumn.create("recall", recall()));
  }

  /** One row a defect of this filter: how many samples have it, which share is rejected. */
  public Table byDefect() {
    StringColumn names = StringColumn.create("defect");
    IntColumn counts = IntColumn.create("samples");
    DoubleColumn rates = DoubleColumn.create("rejected");
    Set<Defect> all = new LinkedHashSet<>(Defect.paper());
    all.removeIf(defect -> !defect.filter().equals(filter));
    defects.forEach(defect -> defect.ifPresent(all::add));
    for (Defect defect : all) {
      int[] numbers =
          IntStream.range(0, defects.size())
              .filter(i -> defects.get(i).filter(defect::equals).isPresent())
              .toArray();
      long rejected = IntStream.of(numbers).filter(i -> scores.get(i) < threshold).count();
      names.append(defect.label());
      counts.append(numbers.length);
      rates.append((double) rejected / numbers.length);
    }
    return Table.create(filter + " filter by defect", names, counts, rates);
  }

  /** The reliability diagram in ten intervals; an empty one has missing values. */
  public Table reliability() {
    DoubleColumn from = DoubleColumn.create("from");
    DoubleColumn to = DoubleColumn.create("to");
    IntColumn counts = IntColumn.create("samples");
    DoubleColumn means = DoubleColumn.create("mean probability");
    DoubleColumn shares = DoubleColumn.create("good share");
    for (BinaryScores.ReliabilityBin bin : binary().reliability(BINS)) {
      from.append(bin.from());
      to.append(bin.to());
      counts.append(bin.count());
      means.append(bin.meanScore());
      shares.append(bin.goodShare());
    }
    return Table.create(filter + " filter reliability", from, to, counts, means, shares);
  }
}
