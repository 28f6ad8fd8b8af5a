package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.text2layer.nn.ScriptFunction;
import org.text2layer.train.LossTerms;
import org.text2layer.train.loss.PerceptualDistance;
import org.text2layer.train.loss.PixelLoss;

/**
 * The reconstruction of pictures: ℓ1 and the weighted perceptual distance, each a mean over the
 * kinds of pictures.
 */
final class PictureTerms {
  private static final String L1 = "l1";
  private static final String PERCEPTUAL = "perceptual";

  private final List<String> kinds;
  private final PixelLoss pixels;
  private final Optional<PerceptualDistance> perceptual;
  private final double weight;
  private final ScriptFunction sum;
  private final int crop;

  /** A loss and its parts. */
  record Value(NDArray loss, NDArray l1, Optional<NDArray> distance) {}

  PictureTerms(
      List<String> kinds,
      Optional<PerceptualDistance> perceptual,
      AutoencoderTrainingConfiguration configuration) {
    this.kinds = kinds;
    this.pixels = PixelLoss.of(kinds.size());
    this.perceptual = perceptual;
    this.weight = configuration.weights().perceptual();
    this.sum = WeightedTerm.function("pictures", weight);
    this.crop = configuration.perceptualCrop();
  }

  /** On a random square. */
  Value onCrop(Pictures pictures, SplittableRandom random) {
    Shape shape = pictures.predictions().getShape();
    long height = Math.min(crop, shape.get(2));
    long width = Math.min(crop, shape.get(3));
    long y = random.nextLong(shape.get(2) - height + 1);
    long x = random.nextLong(shape.get(3) - width + 1);
    NDIndex square = new NDIndex(":,:,{}:{},{}:{}", y, y + height, x, x + width);
    return of(pictures, square);
  }

  /** On whole pictures. */
  Value onAll(Pictures pictures) {
    return of(pictures, new NDIndex(":"));
  }

  private Value of(Pictures pictures, NDIndex square) {
    NDArray predictions = pictures.predictions();
    NDArray targets = pictures.targets();
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

  /** Which network the perceptual distance has. */
  String network() {
    return perceptual.map(PerceptualDistance::name).orElse("none");
  }

  /** All names that {@link #named} may give. */
  List<String> names() {
    return Stream.of(L1, PERCEPTUAL)
        .flatMap(
            name -> Stream.concat(Stream.of(name), kinds.stream().map(kind -> name + "_" + kind)))
        .toList();
  }

  /** The parts by name; "perceptual" is their mean, not weighted. */
  LossTerms named(Value value) {
    LossTerms terms = named(LossTerms.none(), L1, value.l1());
    return value.distance().map(distance -> named(terms, PERCEPTUAL, distance)).orElse(terms);
  }

  /** The loss that parts of these names make. */
  double total(LossTerms terms) {
    return terms.values().get(L1) + weight * terms.values().getOrDefault(PERCEPTUAL, 0.0);
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
