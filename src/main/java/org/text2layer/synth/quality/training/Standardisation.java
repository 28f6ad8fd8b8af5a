package org.text2layer.synth.quality.training;

import java.util.List;
import java.util.Map;
import org.text2layer.synth.quality.OutputNeuron;

/** Mean 0 and deviation 1 of every feature, so that one rate and one penalty fit all. */
final class Standardisation {
  /** A feature that never changes stays 0 instead of becoming noise. */
  private static final double LEAST_DEVIATION = 1e-6;

  private final double[] mean;
  private final double[] deviation;

  private Standardisation(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  static Standardisation of(List<float[]> samples) {
    int length = samples.get(0).length;
    double[] mean = new double[length];
    double[] deviation = new double[length];
    for (float[] sample : samples) {
      for (int i = 0; i < length; i++) {
        mean[i] += sample[i] / samples.size();
      }
    }
    for (float[] sample : samples) {
      for (int i = 0; i < length; i++) {
        deviation[i] += (sample[i] - mean[i]) * (sample[i] - mean[i]) / samples.size();
      }
    }
    for (int i = 0; i < length; i++) {
      double own = Math.sqrt(deviation[i]);
      deviation[i] = own > LEAST_DEVIATION ? own : Double.POSITIVE_INFINITY;
    }
    return new Standardisation(mean, deviation);
  }

  int length() {
    return mean.length;
  }

  double[] apply(float[] sample) {
    double[] standard = new double[mean.length];
    for (int i = 0; i < standard.length; i++) {
      standard[i] = (sample[i] - mean[i]) / deviation[i];
    }
    return standard;
  }

  /** A neuron on features as they are: w/σ and b − Σ w·μ/σ. */
  OutputNeuron fold(double[] weights, double bias) {
    float[] folded = new float[weights.length];
    double shift = bias;
    for (int i = 0; i < weights.length; i++) {
      folded[i] = (float) (weights[i] / deviation[i]);
      shift -= folded[i] * mean[i];
    }
    return OutputNeuron.of(folded, (float) shift, Map.of());
  }
}
