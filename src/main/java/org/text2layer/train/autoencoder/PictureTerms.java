package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.text2layer.nn.ScriptFunction;
import org.text2layer.train.LossTerms;
import org.text2layer.train.loss.PerceptualDistance;
import org.text2layer.train.loss.PixelLoss;

/**
 * The reconstruction of pictures: ℓ1 and the weighted perceptual distance, each a mean over the
 * kinds of pictures.
 */
final class PictureTerms {
  private final List<String> kinds;
  private final PixelLoss pixels;
  private final Optional<PerceptualDistance> perceptual;
  private final ScriptFunction sum;
  private final int crop;

  /** A loss and its parts. */
  record Value(NDArray loss, NDArray l1, Optional<NDArray> distance) {}

  PictureTerms(
      NDManager owner,
      List<String> kinds,
      Optional<PerceptualDistance> perceptual,
      AutoencoderTrainingConfiguration configuration) {
    this.kinds = kinds;
    this.pixels = PixelLoss.of(owner, kinds.size());
    this.perceptual = perceptual;
    this.sum = AutoencoderObjective.function(owner, "pictures", configuration.weights());
    this.crop = configuration.perceptualCrop();
  }

  /** On a random square. */
  Value onCrop(NDArray predictions, NDArray targets, SplittableRandom random) {
    Shape shape = predictions.getShape();
    long height = Math.min(crop, shape.get(2));
    long width = Math.min(crop, shape.get(3));
    long y = random.nextLong(shape.get(2) - height + 1);
    long x = random.nextLong(shape.get(3) - width + 1);
    NDIndex square = new NDIndex(":,:,{}:{},{}:{}", y, y + height, x, x + width);
    return of(predictions, targets, square);
  }

  /** On whole pictures. */
  Value onAll(NDArray predictions, NDArray targets) {
    return of(predictions, targets, new NDIndex(":"));
  }

  private Value of(NDArray predictions, NDArray targets, NDIndex square) {
    NDArray l1 = pixels.apply(predictions, targets);
    Optional<NDArray> distance =
        perceptual.map(
            network ->
                network
                    .apply(predictions.get(square), targets.get(square))
                    .reshape(kinds.size(), -1)
                    .mean(new int[] {1}));
    NDArray loss = distance.map(value -> sum.apply(l1, value)).orElseGet(l1::mean);
    return new Value(loss, l1, distance);
  }

  /** The parts by name; "perceptual" is their mean, not weighted. */
  LossTerms named(Value value) {
    LossTerms terms = named(LossTerms.none(), "l1", value.l1());
    return value.distance().map(distance -> named(terms, "perceptual", distance)).orElse(terms);
  }

  private LossTerms named(LossTerms terms, String name, NDArray values) {
    float[] numbers = values.toFloatArray();
    double sum = 0;
    LossTerms all = terms;
    for (int kind = 0; kind < numbers.length; kind++) {
      sum += numbers[kind];
      all = kinds.size() == 1 ? all : all.with(name + "_" + kinds.get(kind), numbers[kind]);
    }
    return all.with(name, sum / numbers.length);
  }
}
