package org.text2layer.synth.quality.training;

import java.util.Arrays;

/** The weights while they are trained: gradients of a batch are summed, then Adam takes a step. */
final class LogisticRegression {
  private static final double FIRST_MOMENT = 0.9;
  private static final double SECOND_MOMENT = 0.999;
  private static final double EPSILON = 1e-8;

  /** The last entry is the bias, whose input is 1. */
  private final double[] parameters;

  private final double[] gradient;
  private final double[] mean;
  private final double[] square;
  private final double penalty;
  private int seen;
  private int steps;

  LogisticRegression(int inputs, double penalty) {
    parameters = new double[inputs + 1];
    gradient = new double[inputs + 1];
    mean = new double[inputs + 1];
    square = new double[inputs + 1];
    this.penalty = penalty;
  }

  /** Adds the gradient of one sample's cross-entropy: (p − y) · x. */
  void see(double[] input, double label) {
    double sum = parameters[input.length];
    for (int i = 0; i < input.length; i++) {
      sum += parameters[i] * input[i];
    }
    double error = 1 / (1 + Math.exp(-sum)) - label;
    for (int i = 0; i < input.length; i++) {
      gradient[i] += error * input[i];
    }
    gradient[input.length] += error;
    seen++;
  }

  /** One step of Adam on the mean of what was seen since the last, plus the penalty's gradient. */
  void step(double rate) {
    steps++;
    double meanScale = 1 / (1 - Math.pow(FIRST_MOMENT, steps));
    double squareScale = 1 / (1 - Math.pow(SECOND_MOMENT, steps));
    for (int i = 0; i < parameters.length; i++) {
      double pull = i + 1 < parameters.length ? penalty * parameters[i] : 0;
      double g = gradient[i] / seen + pull;
      mean[i] = FIRST_MOMENT * mean[i] + (1 - FIRST_MOMENT) * g;
      square[i] = SECOND_MOMENT * square[i] + (1 - SECOND_MOMENT) * g * g;
      parameters[i] -= rate * meanScale * mean[i] / (Math.sqrt(squareScale * square[i]) + EPSILON);
      gradient[i] = 0;
    }
    seen = 0;
  }

  double[] weights() {
    return Arrays.copyOf(parameters, parameters.length - 1);
  }

  double bias() {
    return parameters[parameters.length - 1];
  }
}
