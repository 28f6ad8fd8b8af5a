package org.text2layer.synth.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.text2layer.nn.WeightsException;

/**
 * One filter: frozen features, one output neuron, and the threshold from which a sample is kept.
 * Thread-safe until its features are closed.
 */
public final class QualityFilter {
  /** In a neuron's provenance: the threshold chosen when it was trained. */
  public static final String THRESHOLD = "threshold";

  /** In a neuron's provenance: the network whose features it reads. */
  public static final String NETWORK = "network";

  private final FilterKind kind;
  private final FrozenFeatures features;
  private final OutputNeuron neuron;
  private final double threshold;

  private QualityFilter(
      FilterKind kind, FrozenFeatures features, OutputNeuron neuron, double threshold) {
    this.kind = kind;
    this.features = features;
    this.neuron = neuron;
    this.threshold = threshold;
  }

  /**
   * A filter.
   *
   * @param threshold in [0, 1]
   * @throws IllegalArgumentException if the neuron reads another number of features
   */
  public static QualityFilter of(
      FilterKind kind, FrozenFeatures features, OutputNeuron neuron, double threshold) {
    Objects.requireNonNull(kind, "kind");
    if (neuron.inputs() != features.length(kind)) {
      throw new IllegalArgumentException(
          "Expected a neuron of %d features for the %s filter but it has %d: train one on %s."
              .formatted(features.length(kind), kind.label(), neuron.inputs(), features.network()));
    }
    return new QualityFilter(kind, features, neuron, requireThreshold(threshold));
  }

  /** The filter whose neuron ships with the jar, on the embedded network's features. */
  static QualityFilter embedded(FilterKind kind, FrozenFeatures lite0) {
    OutputNeuron neuron = OutputNeuron.embedded(kind);
    String threshold = neuron.provenance().get(THRESHOLD);
    if (threshold == null) {
      throw new WeightsException(
          "Expected a threshold in the embedded %s filter but there is none: train it again."
              .formatted(kind.label()));
    }
    return of(kind, lite0, neuron, Double.parseDouble(threshold));
  }

  private static double requireThreshold(double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "Expected a threshold in [0, 1] but got " + threshold + ": choose one inside, as 0.5.");
    }
    return threshold;
  }

  /** The same with another threshold in [0, 1]. */
  public QualityFilter withThreshold(double other) {
    return new QualityFilter(kind, features, neuron, requireThreshold(other));
  }

  /** Which of the two. */
  public FilterKind kind() {
    return kind;
  }

  /** The trained part. */
  public OutputNeuron neuron() {
    return neuron;
  }

  /** From which probability on a sample is kept. */
  public double threshold() {
    return threshold;
  }

  /** All that changes its verdicts: networks by their checksum, and the threshold. */
  public String description() {
    return "%s; neuron %s; threshold %s"
        .formatted(features.description(), neuron.checksum(), threshold);
  }

  /** The probability in [0, 1] that each sample is good. */
  public List<Double> probabilities(List<QualitySample> samples) {
    List<Double> probabilities = new ArrayList<>();
    for (float[] own : features.of(kind, samples)) {
      probabilities.add(neuron.probability(own));
    }
    return probabilities;
  }

  /** Each sample's verdict. */
  public List<Verdict> judge(List<QualitySample> samples) {
    return probabilities(samples).stream()
        .map(probability -> new Verdict(kind, probability, threshold))
        .toList();
  }
}
