package org.text2layer.synth.quality;

import java.util.List;
import java.util.Objects;
import org.text2layer.data.LayeredSample;
import org.text2layer.nn.weights.WeightsException;

/**
 * One filter: frozen features, one output neuron, and the threshold from which a sample is kept.
 * Thread-safe until its features are closed.
 */
public final class NeuronFilter implements QualityFilter {
  /** In a neuron's provenance: the threshold chosen when it was trained. */
  public static final String THRESHOLD = "threshold";

  /** In a neuron's provenance: the network whose features it reads. */
  public static final String NETWORK = "network";

  private final PaperFilter kind;
  private final FrozenFeatures features;
  private final OutputNeuron neuron;
  private final double threshold;

  private NeuronFilter(
      PaperFilter kind, FrozenFeatures features, OutputNeuron neuron, double threshold) {
    this.kind = kind;
    this.features = features;
    this.neuron = neuron;
    this.threshold = threshold;
  }

  /**
   * One of the paper's filters with a neuron of one's own.
   *
   * @param features closed with the filter; several may share them
   * @param threshold in [0, 1]
   * @throws IllegalArgumentException if the neuron reads another number of features
   */
  public static NeuronFilter of(
      PaperFilter kind, FrozenFeatures features, OutputNeuron neuron, double threshold) {
    Objects.requireNonNull(kind, "kind");
    if (neuron.inputs() != features.length(kind)) {
      throw new IllegalArgumentException(
          "Expected a neuron of %s features for the %s filter but it has %s: train one on %s."
              .formatted(features.length(kind), kind.label(), neuron.inputs(), features.network()));
    }
    return new NeuronFilter(kind, features, neuron, requireThreshold(threshold));
  }

  /** The filter whose neuron ships with the jar, on the embedded network's features. */
  static NeuronFilter embedded(PaperFilter kind, FrozenFeatures lite0) {
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

  /** The same filter with another neuron and threshold; closing either closes both. */
  public NeuronFilter with(OutputNeuron other, double newThreshold) {
    return of(kind, features, other, newThreshold);
  }

  /** The neuron. */
  public OutputNeuron neuron() {
    return neuron;
  }

  /** What the neuron reads of each sample. */
  public List<float[]> inputs(List<LayeredSample> samples) {
    return features.of(kind, samples);
  }

  @Override
  public String name() {
    return kind.label();
  }

  @Override
  public String description() {
    return "%s; neuron %s".formatted(features.description(), neuron.checksum());
  }

  @Override
  public double threshold() {
    return threshold;
  }

  @Override
  public QualityFilter withThreshold(double other) {
    return new NeuronFilter(kind, features, neuron, requireThreshold(other));
  }

  /** The probability in [0, 1] that the sample is good. */
  @Override
  public double score(LayeredSample sample) {
    return scores(List.of(sample)).get(0);
  }

  @Override
  public List<Double> scores(List<LayeredSample> samples) {
    return inputs(samples).stream().map(neuron::probability).toList();
  }

  @Override
  public void close() {
    features.close();
  }
}
