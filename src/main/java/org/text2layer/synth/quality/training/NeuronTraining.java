package org.text2layer.synth.quality.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.text2layer.synth.quality.NeuronFilter;
import org.text2layer.synth.quality.OutputNeuron;
import org.text2layer.synth.quality.measure.BinaryScores;

/**
 * Training of the output neuron: logistic regression on standardised features, minimising mean
 * cross-entropy + penalty/2 · |w|² by Adam (Kingma and Ba, 2015) with a rate that falls to 0 along
 * a cosine. The standardisation is folded into the weights. The same numbers for the same seed.
 *
 * @param epochs the paper's number is 100
 * @param batch samples a step
 * @param rate of learning at the start
 * @param penalty of large weights, on standardised features; the bias is free
 * @param validationShare of the samples that are kept aside to choose the threshold, in [0, 1)
 * @param precision that the threshold shall reach on them, in (0, 1]; it is never above one half,
 *     so that what is more likely good than bad is kept
 * @param seed of the order
 */
record NeuronTraining(
    int epochs,
    int batch,
    double rate,
    double penalty,
    double validationShare,
    double precision,
    long seed) {
  private static final double MORE_LIKELY = 0.5;

  /** Checks the ranges. */
  public NeuronTraining {
    if (epochs < 1 || batch < 1 || !(rate > 0) || !(penalty >= 0)) {
      throw new IllegalArgumentException(
          "Expected positive epochs, batch and rate and a penalty of at least 0 but came %s, %s, %s and %s: correct them."
              .formatted(epochs, batch, rate, penalty));
    }
    if (!(validationShare > 0 && validationShare < 1) || !(precision > 0 && precision <= 1)) {
      throw new IllegalArgumentException(
          "Expected a validation share in (0, 1) and a precision in (0, 1] but came %s and %s: correct them."
              .formatted(validationShare, precision));
    }
  }

  /** The recipe of the embedded filters: 100 epochs, a threshold for a precision of 0.9. */
  public static NeuronTraining standard() {
    return new NeuronTraining(100, 16, 5e-3, 0.03, 0.2, 0.9, 1);
  }

  /**
   * Trains, and chooses the threshold on the samples kept aside.
   *
   * @param provenance of the samples, handed on to the neuron
   * @throws IllegalArgumentException if a kind of label is missing, or no threshold reaches the
   *     precision
   */
  public TrainedNeuron train(LabelledFeatures samples, Map<String, String> provenance) {
    LabelledFeatures mixed = samples.inOrder(order(samples.size(), new SplittableRandom(seed)));
    int fitted = (int) Math.round((1 - validationShare) * mixed.size());
    OutputNeuron neuron = fit(mixed.part(0, fitted));
    LabelledFeatures aside = mixed.part(fitted, mixed.size());
    BinaryScores scores = FilterReport.of(neuron, aside, 0).binary();
    double precise =
        scores
            .thresholdFor(precision)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Expected a threshold with precision %s on %s samples kept aside but none has it: ask for less, or train on more."
                            .formatted(precision, aside.size())));
    double threshold = Math.min(precise, MORE_LIKELY);
    Map<String, String> all = new LinkedHashMap<>(provenance);
    all.put(NeuronFilter.THRESHOLD, Double.toString(threshold));
    all.put("training", toString());
    all.put("samples", fitted + " to fit, " + aside.size() + " to choose the threshold");
    OutputNeuron described = OutputNeuron.of(neuron.weights(), neuron.bias(), all);
    return new TrainedNeuron(described, FilterReport.of(described, aside, threshold));
  }

  /** The neuron of all these samples. */
  OutputNeuron fit(LabelledFeatures samples) {
    Standardisation standard = Standardisation.of(samples.features());
    double[][] inputs = samples.features().stream().map(standard::apply).toArray(double[][]::new);
    LogisticRegression regression = new LogisticRegression(standard.length(), penalty);
    SplittableRandom random = new SplittableRandom(seed);
    long steps = (long) epochs * ((inputs.length + batch - 1) / batch);
    long step = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      int[] order = order(inputs.length, random);
      for (int from = 0; from < inputs.length; from += batch, step++) {
        int to = Math.min(inputs.length, from + batch);
        for (int i = from; i < to; i++) {
          regression.see(inputs[order[i]], samples.good(order[i]) ? 1 : 0);
        }
        regression.step(rate * (1 + Math.cos(Math.PI * step / steps)) / 2);
      }
    }
    return standard.fold(regression.weights(), regression.bias());
  }

  /** Fisher and Yates, by nextDouble() alone. */
  private static int[] order(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = (int) ((i + 1) * random.nextDouble());
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /**
   * What a training gives.
   *
   * @param neuron with its provenance, the threshold among it
   * @param validation its report on the samples that the threshold was chosen on: too kind a view
   *     of precision, which samples it has never seen have to confirm
   */
  public record TrainedNeuron(OutputNeuron neuron, FilterReport validation) {
    /** From which probability on a sample is kept. */
    public double threshold() {
      return validation.threshold();
    }
  }
}
