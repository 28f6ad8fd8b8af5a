package org.text2layer.synth.quality.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.text2layer.data.LayeredSample;
import org.text2layer.synth.quality.NeuronFilter;
import org.text2layer.synth.quality.OutputNeuron;
import org.text2layer.synth.quality.QualityFilter;
import org.text2layer.synth.quality.QualityFilters;
import org.text2layer.synth.quality.defect.LabelledSample;
import org.text2layer.synth.quality.measure.BinaryScores;

/**
 * Adapts one of the filters that ship with the jar to samples of one's own, from some 20 labels on:
 * its last weights are pulled towards the labels as far as that helps on labels that were held
 * back, and its threshold is chosen anew. What it was before and is afterwards is measured on
 * labels held back as well, five times a fifth of them. Immutable.
 *
 * <pre>{@code
 * var learned = FilterLearning.of(filters, "mask").learn(view.labels(), samples);
 * learned.summary();
 * var better = filters.with(learned.filter());
 * }</pre>
 */
public final class FilterLearning {
  private static final int PARTS = 5;
  private static final int LEAST_OF_A_KIND = 4;
  private static final int AT_ONCE = 4;
  private static final long SEED = 1;

  private final NeuronFilter filter;
  private final double precision;
  private final OptionalDouble weight;
  private final LearningListener listener;

  private FilterLearning(
      NeuronFilter filter, double precision, OptionalDouble weight, LearningListener listener) {
    this.filter = filter;
    this.precision = precision;
    this.weight = weight;
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /**
   * Of a filter by its name, for a precision of 0.9.
   *
   * @throws IllegalArgumentException if there is none of this name, or it is no trained neuron
   */
  public static FilterLearning of(QualityFilters filters, String name) {
    QualityFilter filter = filters.filter(name);
    if (filter instanceof NeuronFilter neuron) {
      return new FilterLearning(neuron, 0.9, OptionalDouble.empty(), (done, total) -> {});
    }
    throw new IllegalArgumentException(
        "Expected a filter that is a trained neuron but the %s filter is %s: take mask or inpainting."
            .formatted(name, filter.getClass().getSimpleName()));
  }

  /**
   * With another precision that the threshold shall reach, in (0, 1].
   *
   * @throws IllegalArgumentException if it is outside
   */
  public FilterLearning withPrecision(double wanted) {
    if (!(wanted > 0 && wanted <= 1)) {
      throw new IllegalArgumentException(
          "Expected a precision in (0, 1] but came " + wanted + ": 0.9 is usual.");
    }
    return new FilterLearning(filter, wanted, weight, listener);
  }

  /**
   * With a weight of the labels: how many of the samples that the filter learned from each of them
   * counts for; 0 adapts bias and threshold alone, so that the samples' order stays. Without it,
   * what does best on labels held back.
   *
   * @throws IllegalArgumentException if it is not in [0, 1000000]
   */
  public FilterLearning withLabelWeight(double ofLabel) {
    if (!(ofLabel >= 0 && ofLabel <= 1_000_000)) {
      throw new IllegalArgumentException(
          "Expected a weight from 0 to 1000000 but came " + ofLabel + ": 10 is usual.");
    }
    return new FilterLearning(filter, precision, OptionalDouble.of(ofLabel), listener);
  }

  /** With somebody who hears how far it is. */
  public FilterLearning withListener(LearningListener newListener) {
    return new FilterLearning(filter, precision, weight, newListener);
  }

  /**
   * Learns from the labels for this filter; others are left aside.
   *
   * @param samples finds a labelled sample by its key
   * @throws IllegalArgumentException if there are fewer than four good and four bad ones, or a
   *     labelled sample is not found
   */
  public LearnedFilter learn(
      HumanLabels labels, Function<String, Optional<LayeredSample>> samples) {
    List<LabelledSample> labelled = labels.samples(filter.name(), samples);
    List<String> keys =
        labels.all().stream()
            .filter(label -> label.filter().equals(filter.name()))
            .map(HumanLabels.Label::key)
            .toList();
    long good = labelled.stream().filter(LabelledSample::good).count();
    if (good < LEAST_OF_A_KIND || labelled.size() - good < LEAST_OF_A_KIND) {
      throw new IllegalArgumentException(
          "Expected at least %s samples labelled good and %s labelled bad for the %s filter but came %s and %s: label more."
              .formatted(
                  LEAST_OF_A_KIND, LEAST_OF_A_KIND, filter.name(), good, labelled.size() - good));
    }
    boolean[] isGood = new boolean[labelled.size()];
    for (int i = 0; i < isGood.length; i++) {
      isGood[i] = labelled.get(i).good();
    }
    List<float[]> inputs = inputs(labelled.stream().map(LabelledSample::sample).toList());
    return learned(keys, new NeuronAdaptation(inputs, isGood, filter.neuron()));
  }

  private List<float[]> inputs(List<LayeredSample> samples) {
    List<float[]> inputs = new ArrayList<>();
    listener.onSeen(0, samples.size());
    for (int from = 0; from < samples.size(); from += AT_ONCE) {
      inputs.addAll(filter.inputs(samples.subList(from, Math.min(samples.size(), from + AT_ONCE))));
      listener.onSeen(inputs.size(), samples.size());
    }
    return inputs;
  }

  private LearnedFilter learned(List<String> keys, NeuronAdaptation all) {
    boolean[] before = new boolean[all.size()];
    boolean[] after = new boolean[all.size()];
    double[] withheld = new double[all.size()];
    for (int[] held : all.parts(PARTS, SEED)) {
      NeuronAdaptation others = all.part(all.others(held));
      double best = weight.orElseGet(() -> others.bestWeight(PARTS - 1, SEED));
      double threshold = threshold(others, best);
      OutputNeuron neuron = others.adapted(best);
      for (int i : held) {
        withheld[i] = neuron.probability(all.inputs().get(i));
        after[i] = withheld[i] >= threshold;
        before[i] = filter.neuron().probability(all.inputs().get(i)) >= filter.threshold();
      }
    }
    double chosen = weight.orElseGet(() -> all.bestWeight(PARTS, SEED));
    NeuronFilter adapted = filter.with(all.adapted(chosen), threshold(all, chosen));
    return new LearnedFilter(
        filter, adapted, chosen, precision, keys, all, before, after, withheld);
  }

  /** On samples held back: the lowest of the wanted precision, or else where F1 is best. */
  private double threshold(NeuronAdaptation of, double chosen) {
    double[] scores = of.withheld(chosen, PARTS - 1, SEED);
    List<Double> list = new ArrayList<>();
    List<Boolean> good = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      list.add(scores[i]);
      good.add(of.good()[i]);
    }
    BinaryScores binary = new BinaryScores(list, good);
    return binary.thresholdFor(precision).orElseGet(binary::bestThreshold);
  }
}
