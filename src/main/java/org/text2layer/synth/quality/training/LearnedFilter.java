package org.text2layer.synth.quality.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.text2layer.data.LayeredSample;
import org.text2layer.metrics.significance.McNemarTest;
import org.text2layer.metrics.significance.Proportion;
import org.text2layer.synth.quality.NeuronFilter;
import org.text2layer.synth.quality.QualityFilter;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A filter adapted to labels, and what is known of it: precision and recall on labels that were
 * held back, before and after; what to label next; which labels may be wrong. Immutable.
 */
public final class LearnedFilter {
  /** Below this probability of its own label, held back, a sample's label is suspected. */
  private static final double SUSPECT = 0.2;

  /** Of how many uncertain samples a choice is made, for each that is chosen. */
  private static final int CANDIDATES = 4;

  private final NeuronFilter earlier;
  private final NeuronFilter filter;
  private final double labelWeight;
  private final double precision;
  private final List<String> keys;
  private final NeuronAdaptation labelled;
  private final boolean[] keptBefore;
  private final boolean[] keptAfter;
  private final double[] withheld;

  LearnedFilter(
      NeuronFilter earlier,
      NeuronFilter filter,
      double labelWeight,
      double precision,
      List<String> keys,
      NeuronAdaptation labelled,
      boolean[] keptBefore,
      boolean[] keptAfter,
      double[] withheld) {
    this.earlier = earlier;
    this.filter = filter;
    this.labelWeight = labelWeight;
    this.precision = precision;
    this.keys = List.copyOf(keys);
    this.labelled = labelled;
    this.keptBefore = keptBefore;
    this.keptAfter = keptAfter;
    this.withheld = withheld;
  }

  /** The adapted filter; closing it closes the one that it was made from. */
  public QualityFilter filter() {
    return filter;
  }

  /** How many samples of the first training each label counts for; 0 where none of its weights. */
  public double labelWeight() {
    return labelWeight;
  }

  /** How well samples are told on labels held back. */
  public record HeldOut(Proportion precision, Proportion recall, Proportion right) {}

  /** The filter as it was, at its own threshold. */
  public HeldOut before() {
    return heldOut(keptBefore);
  }

  /** The adapted filter. */
  public HeldOut after() {
    return heldOut(keptAfter);
  }

  private HeldOut heldOut(boolean[] kept) {
    boolean[] good = labelled.good();
    return new HeldOut(
        new Proportion(count(i -> kept[i] && good[i]), count(i -> kept[i])),
        new Proportion(count(i -> kept[i] && good[i]), count(i -> good[i])),
        new Proportion(count(i -> kept[i] == good[i]), good.length));
  }

  private long count(IntPredicate which) {
    return IntStream.range(0, labelled.size()).filter(which).count();
  }

  /** Whether more samples are told right than before, on labels held back: before is the first. */
  public McNemarTest test() {
    boolean[] before = new boolean[labelled.size()];
    boolean[] after = new boolean[labelled.size()];
    for (int i = 0; i < before.length; i++) {
      before[i] = keptBefore[i] == labelled.good()[i];
      after[i] = keptAfter[i] == labelled.good()[i];
    }
    return McNemarTest.of(before, after);
  }

  /** Two rows, before and after: threshold, and precision, recall and right ones with intervals. */
  public Table summary() {
    StringColumn which = StringColumn.create(filter.name() + " filter");
    DoubleColumn thresholds = DoubleColumn.create("threshold");
    StringColumn precisions = StringColumn.create("precision");
    StringColumn recalls = StringColumn.create("recall");
    StringColumn rights = StringColumn.create("right");
    Map<String, HeldOut> rows = new LinkedHashMap<>();
    rows.put("before", before());
    rows.put("after", after());
    rows.forEach(
        (name, held) -> {
          which.append(name);
          precisions.append(held.precision().text(2));
          recalls.append(held.recall().text(2));
          rights.append(held.right().text(2));
        });
    thresholds.append(earlier.threshold());
    thresholds.append(filter.threshold());
    return Table.create(
        "%s labels, precision of %s wanted, %s".formatted(labelled.size(), precision, test()),
        which,
        thresholds,
        precisions,
        recalls,
        rights);
  }

  /**
   * How many labels more make the precision's interval at most so wide, if as large a share is kept
   * and good as now; 0 if it is already.
   *
   * @param width from end to end, as 0.1
   */
  public long labelsFor(double width) {
    Proportion now = after().precision();
    double keptShare = Math.max(1.0 / labelled.size(), (double) now.trials() / labelled.size());
    long needed = (long) Math.ceil(now.trialsFor(width) / keptShare);
    return Math.max(0, needed - labelled.size());
  }

  /** A label that the others speak against. */
  public record Suspect(String key, boolean labelledGood, double probabilityOfGood) {}

  /** The labels that may be wrong by what the others say, the likeliest first. */
  public List<Suspect> suspects() {
    return IntStream.range(0, labelled.size())
        .filter(i -> ofOwnLabel(i) < SUSPECT)
        .boxed()
        .sorted(Comparator.comparingDouble(this::ofOwnLabel))
        .map(i -> new Suspect(keys.get(i), labelled.good()[i], withheld[i]))
        .toList();
  }

  private double ofOwnLabel(int i) {
    return labelled.good()[i] ? withheld[i] : 1 - withheld[i];
  }

  /**
   * Which samples to label next: of those that the filter is least sure of, ones that differ from
   * each other and from what is labelled.
   *
   * @param samples by key; labelled ones are passed over
   * @param count how many at most
   * @return their keys, the first the most useful
   */
  public List<String> next(Map<String, LayeredSample> samples, int count) {
    List<String> open = samples.keySet().stream().filter(key -> !keys.contains(key)).toList();
    List<float[]> inputs = filter.inputs(open.stream().map(samples::get).toList());
    double border = logit(filter.threshold());
    List<Integer> unsure =
        IntStream.range(0, open.size())
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    i -> Math.abs(logit(filter.neuron().probability(inputs.get(i))) - border)))
            .limit((long) CANDIDATES * count)
            .toList();
    return farthest(unsure, inputs, count).stream().map(open::get).toList();
  }

  private static double logit(double probability) {
    double inside = Math.max(1e-9, Math.min(1 - 1e-9, probability));
    return Math.log(inside / (1 - inside));
  }

  /** One after the other, each the farthest from all that is labelled or chosen. */
  private List<Integer> farthest(List<Integer> candidates, List<float[]> inputs, int count) {
    List<float[]> taken = new ArrayList<>(labelled.inputs());
    List<Integer> left = new ArrayList<>(candidates);
    List<Integer> chosen = new ArrayList<>();
    while (!left.isEmpty() && chosen.size() < count) {
      Integer best =
          left.stream()
              .max(Comparator.comparingDouble(i -> nearest(inputs.get(i), taken)))
              .orElseThrow();
      left.remove(best);
      chosen.add(best);
      taken.add(inputs.get(best));
    }
    return chosen;
  }

  private static double nearest(float[] input, List<float[]> taken) {
    return taken.stream().mapToDouble(other -> squared(input, other)).min().orElse(0);
  }

  private static double squared(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (double) (one[i] - other[i]);
    }
    return sum;
  }

  /** The labelled samples' probabilities by filters that had not seen them, for charts. */
  public Table heldOutScores() {
    StringColumn key = StringColumn.create("key", keys);
    DoubleColumn score = DoubleColumn.create("probability", withheld);
    StringColumn label =
        StringColumn.create(
            "label",
            IntStream.range(0, labelled.size())
                .mapToObj(i -> labelled.good()[i] ? "good" : "bad")
                .toList());
    return Table.create("held back", key, score, label);
  }

  @Override
  public String toString() {
    return "%s filter of %s labels: precision %s before, %s after"
        .formatted(
            filter.name(),
            labelled.size(),
            before().precision().text(2),
            after().precision().text(2));
  }
}
