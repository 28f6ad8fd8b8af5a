package org.text2layer.synth.quality.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.text2layer.synth.quality.OutputNeuron;

/**
 * A neuron that knows much, and a few labels of other samples: logistic regression whose weights
 * are pulled to the neuron's instead of to 0. What the labels do not tell stays as it was.
 *
 * @param inputs of the labelled samples
 * @param good their labels
 * @param prior the neuron so far
 */
record NeuronAdaptation(List<float[]> inputs, boolean[] good, OutputNeuron prior) {
  /** How many of the labels count as much as one of the samples that the neuron learned from. */
  static final double[] WEIGHTS = {0, 1, 10, 100, 1000};

  /** As if the neuron had learned from so many samples a standardised weight. */
  private static final double PRIOR_SAMPLES = 500;

  private static final int STEPS = 400;
  private static final double RATE = 0.02;
  private static final double BIAS_PULL = 0.02;
  private static final double LEAST_DEVIATION = 1e-3;

  int size() {
    return inputs.size();
  }

  /** Those of these numbers. */
  NeuronAdaptation part(int[] numbers) {
    List<float[]> some = Arrays.stream(numbers).mapToObj(inputs::get).toList();
    boolean[] labels = new boolean[numbers.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = good[numbers[i]];
    }
    return new NeuronAdaptation(some, labels, prior);
  }

  /** The neuron with its bias alone adapted where the weight is 0, and all of it elsewhere. */
  OutputNeuron adapted(double weight) {
    int length = prior.inputs();
    float[] before = prior.weights();
    double[] scale = scale();
    double[] change = new double[length + 1];
    double[] mean = new double[length + 1];
    double[] square = new double[length + 1];
    for (int step = 1; step <= STEPS; step++) {
      double[] gradient = gradient(before, scale, change, weight);
      double rate = RATE * (1 + Math.cos(Math.PI * step / STEPS)) / 2;
      for (int i = 0; i <= length; i++) {
        mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
        square[i] = 0.99 * square[i] + 0.01 * gradient[i] * gradient[i];
        double first = mean[i] / (1 - Math.pow(0.9, step));
        double second = square[i] / (1 - Math.pow(0.99, step));
        change[i] -= rate * first / (Math.sqrt(second) + 1e-8);
      }
    }
    float[] after = new float[length];
    for (int i = 0; i < length; i++) {
      after[i] = (float) (before[i] + change[i] / scale[i]);
    }
    float bias = (float) (prior.bias() + change[length]);
    return OutputNeuron.of(after, bias, Map.of());
  }

  private double[] scale() {
    double[] scale = new double[prior.inputs()];
    for (int i = 0; i < scale.length; i++) {
      int at = i;
      double mean = inputs.stream().mapToDouble(x -> x[at]).average().orElse(0);
      double variance =
          inputs.stream().mapToDouble(x -> (x[at] - mean) * (x[at] - mean)).average().orElse(0);
      scale[i] = Math.max(LEAST_DEVIATION, Math.sqrt(variance));
    }
    return scale;
  }

  /** Of the mean cross-entropy, plus the pull back to the prior. */
  private double[] gradient(float[] before, double[] scale, double[] change, double weight) {
    int length = before.length;
    double[] gradient = new double[length + 1];
    double[] weights = new double[length];
    Arrays.setAll(weights, i -> before[i] + change[i] / scale[i]);
    for (int n = 0; n < inputs.size(); n++) {
      float[] x = inputs.get(n);
      double sum = prior.bias() + change[length];
      for (int i = 0; i < length; i++) {
        sum += weights[i] * x[i];
      }
      double error = (1 / (1 + Math.exp(-sum)) - (good[n] ? 1 : 0)) / inputs.size();
      for (int i = 0; weight > 0 && i < length; i++) {
        gradient[i] += error * x[i] / scale[i];
      }
      gradient[length] += error;
    }
    for (int i = 0; weight > 0 && i < length; i++) {
      gradient[i] += PRIOR_SAMPLES / (weight * inputs.size()) * change[i];
    }
    gradient[length] += BIAS_PULL * change[length] / inputs.size();
    return gradient;
  }

  /** Each sample's probability by a neuron that was adapted without its part of the samples. */
  double[] withheld(double weight, int parts, long seed) {
    double[] scores = new double[size()];
    for (int[] held : parts(parts, seed)) {
      OutputNeuron neuron = part(others(held)).adapted(weight);
      for (int i : held) {
        scores[i] = neuron.probability(inputs.get(i));
      }
    }
    return scores;
  }

  /** The weight whose withheld probabilities are best: least mean cross-entropy. */
  double bestWeight(int parts, long seed) {
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double weight : WEIGHTS) {
      double loss = loss(withheld(weight, parts, seed));
      if (loss < least) {
        least = loss;
        best = weight;
      }
    }
    return best;
  }

  private double loss(double[] scores) {
    return IntStream.range(0, scores.length)
        .mapToDouble(i -> -Math.log(Math.max(1e-6, good[i] ? scores[i] : 1 - scores[i])))
        .average()
        .orElse(0);
  }

  /** Parts with about as many good and bad samples each. */
  List<int[]> parts(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] keys = new double[size()];
    Arrays.setAll(keys, i -> random.nextDouble() + (good[i] ? 1 : 0));
    Integer[] order = IntStream.range(0, size()).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(keys[a], keys[b]));
    List<int[]> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      int own = part;
      parts.add(
          IntStream.range(0, order.length)
              .filter(i -> i % count == own)
              .map(i -> order[i])
              .sorted()
              .toArray());
    }
    return parts;
  }

  int[] others(int[] held) {
    return IntStream.range(0, size()).filter(i -> Arrays.binarySearch(held, i) < 0).toArray();
  }
}
