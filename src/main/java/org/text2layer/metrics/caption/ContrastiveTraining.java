package org.text2layer.metrics.caption;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.text2layer.nn.device.ComputeDevice;

/**
 * Training of the two towers by the symmetric contrastive loss of CLIP (Radford et al. 2021): in a
 * batch, each caption shall choose its own picture and each picture its caption, by softmax over
 * cosines times a fixed scale. AdamW with a rate that falls to 0 along a cosine, on standardised
 * features; the standardisation is folded into the weights. All draws come from the seed, in Java.
 *
 * @param width of the common space
 * @param epochs over all pairs
 * @param batch pairs a step
 * @param rate of learning at the start
 * @param decay of AdamW
 * @param drop share of features that a step does not see, in [0, 1)
 * @param scale of the cosines, the inverse temperature
 * @param seed of weights, order and dropped features
 */
record ContrastiveTraining(
    int width,
    int epochs,
    int batch,
    double rate,
    double decay,
    double drop,
    double scale,
    long seed) {

  /** The recipe of the embedded score. */
  static ContrastiveTraining standard() {
    return new ContrastiveTraining(96, 40, 256, 1e-3, 0.1, 0.3, 14, 1);
  }

  /** The towers of these pairs, without a provenance. */
  TwoTowers train(CaptionedFeatures samples) {
    Standardised pictures = Standardised.of(samples.pictures());
    Standardised texts = Standardised.of(samples.texts());
    SplittableRandom random = new SplittableRandom(seed);
    try (NDManager manager = ComputeDevice.named("cpu").newManager()) {
      NDArray first = weights(manager, pictures.width(), random);
      NDArray second = weights(manager, texts.width(), random);
      NDArray allPictures = FeatureFolder.array(manager, pictures.rows());
      NDArray allTexts = FeatureFolder.array(manager, texts.rows());
      int steps = samples.size() / batch;
      Optimizer optimizer = optimizer(epochs * steps);
      for (int epoch = 0; epoch < epochs; epoch++) {
        int[] order = order(samples.size(), random);
        for (int step = 0; step < steps; step++) {
          try (NDManager scope = manager.newSubManager()) {
            NDArray chosen = chosen(scope, order, step * batch);
            NDArray seen = dropped(picked(scope, allPictures, chosen), random);
            NDArray read = dropped(picked(scope, allTexts, chosen), random);
            descend(seen, first, read, second);
            optimizer.update("pictures", first, first.getGradient());
            optimizer.update("texts", second, second.getGradient());
          }
        }
      }
      return new TwoTowers(
          pictures.fold(first.toFloatArray()), texts.fold(second.toFloatArray()), Map.of());
    }
  }

  private Optimizer optimizer(int steps) {
    return Optimizer.adamW()
        .optLearningRateTracker(
            Tracker.cosine()
                .setBaseValue((float) rate)
                .optFinalValue(0)
                .setMaxUpdates(steps)
                .build())
        .optWeightDecays((float) decay)
        .build();
  }

  private NDArray weights(NDManager manager, int inputs, SplittableRandom random) {
    float[] values = new float[width * inputs];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) / Math.sqrt(inputs));
    }
    NDArray weights = manager.create(values, new Shape(width, inputs));
    weights.setRequiresGradient(true);
    return weights;
  }

  private NDArray chosen(NDManager scope, int[] order, int from) {
    int[] numbers = new int[batch];
    System.arraycopy(order, from, numbers, 0, batch);
    return scope.create(numbers);
  }

  private static NDArray picked(NDManager scope, NDArray rows, NDArray numbers) {
    NDArray picked = rows.get(new NDIndex("{}", numbers));
    picked.attach(scope);
    return picked;
  }

  private NDArray dropped(NDArray rows, SplittableRandom random) {
    float[] kept = new float[(int) rows.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextDouble() < drop ? 0 : (float) (1 / (1 - drop));
    }
    return rows.mul(rows.getManager().create(kept, rows.getShape()));
  }

  /** Factors are arrays: DJL frees the memory of Java numbers before gradients read it. */
  private void descend(NDArray seen, NDArray first, NDArray read, NDArray second) {
    NDArray temperature = seen.getManager().create((float) scale);
    NDArray mean = seen.getManager().create(-2f * batch);
    try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray pictures = unit(seen.matMul(first.transpose()));
      NDArray texts = unit(read.matMul(second.transpose()));
      NDArray cosines = pictures.matMul(texts.transpose()).mul(temperature);
      NDArray own = seen.getManager().eye(batch);
      NDArray ofPictures = cosines.logSoftmax(1).mul(own).sum();
      NDArray ofTexts = cosines.logSoftmax(0).mul(own).sum();
      collector.backward(ofPictures.add(ofTexts).div(mean));
    }
  }

  private static NDArray unit(NDArray vectors) {
    return vectors.div(vectors.square().sum(new int[] {1}, true).add(1e-12).sqrt());
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

  /** Features with mean 0 and deviation 1 each, and how they became so. */
  private record Standardised(List<float[]> rows, double[] mean, double[] deviation) {
    static Standardised of(List<float[]> rows) {
      int width = rows.get(0).length;
      double[] mean = new double[width];
      double[] deviation = new double[width];
      for (float[] row : rows) {
        for (int i = 0; i < width; i++) {
          mean[i] += row[i] / rows.size();
        }
      }
      for (float[] row : rows) {
        for (int i = 0; i < width; i++) {
          deviation[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / rows.size();
        }
      }
      for (int i = 0; i < width; i++) {
        // A feature that never changes tells nothing.
        deviation[i] = deviation[i] > 0 ? Math.sqrt(deviation[i]) : 1;
      }
      List<float[]> standardised = new ArrayList<>();
      for (float[] row : rows) {
        float[] copy = new float[width];
        for (int i = 0; i < width; i++) {
          copy[i] = (float) ((row[i] - mean[i]) / deviation[i]);
        }
        standardised.add(copy);
      }
      return new Standardised(standardised, mean, deviation);
    }

    int width() {
      return mean.length;
    }

    /** The tower that takes features as they are. */
    TwoTowers.Tower fold(float[] weights) {
      int outputs = weights.length / width();
      float[] folded = new float[weights.length];
      float[] bias = new float[outputs];
      for (int output = 0; output < outputs; output++) {
        double sum = 0;
        for (int i = 0; i < width(); i++) {
          double weight = weights[output * width() + i] / deviation[i];
          folded[output * width() + i] = (float) weight;
          sum += weight * mean[i];
        }
        bias[output] = (float) -sum;
      }
      return TwoTowers.Tower.of(folded, bias);
    }
  }
}
