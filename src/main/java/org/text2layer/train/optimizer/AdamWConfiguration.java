package org.text2layer.train.optimizer;

/**
 * AdamW, Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2).
 *
 * @param learningRate before the schedule's factor, above 0
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of their squares, in [0, 1)
 * @param epsilon added to the root of the latter, above 0
 * @param weightDecay at least 0; a weight shrinks by learningRate · weightDecay of itself a step
 */
public record AdamWConfiguration(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
  /** Checks the ranges. */
  public AdamWConfiguration {
    if (!(learningRate > 0 && learningRate < 1)
        || !(beta1 >= 0 && beta1 < 1)
        || !(beta2 >= 0 && beta2 < 1)
        || !(epsilon > 0 && epsilon < 1)
        || !(weightDecay >= 0 && learningRate * weightDecay < 1)) {
      throw new IllegalArgumentException(
          "Expected a learning rate in (0, 1), betas in [0, 1), epsilon in (0, 1) and a weight decay of at least 0 but came %s, %s and %s, %s, %s: correct the optimizer."
              .formatted(learningRate, beta1, beta2, epsilon, weightDecay));
    }
  }

  /** PyTorch's defaults with this learning rate: betas 0.9 and 0.999, epsilon 1e-8, decay 1e-2. */
  public static AdamWConfiguration of(double learningRate) {
    return new AdamWConfiguration(learningRate, 0.9, 0.999, 1e-8, 1e-2);
  }

  /** The same with another learning rate. */
  public AdamWConfiguration withLearningRate(double rate) {
    return new AdamWConfiguration(rate, beta1, beta2, epsilon, weightDecay);
  }
}
