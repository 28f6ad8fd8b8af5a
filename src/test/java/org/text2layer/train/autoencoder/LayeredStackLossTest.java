package org.text2layer.train.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.model.autoencoder.LayeredPrediction;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.train.LossTerms;
import org.text2layer.train.loss.Reconstruction;

/** Eq. 3, 4, 7 and 8 of two layers, pixel by pixel in Java (docs/more-layers.md). */
class LayeredStackLossTest {
  private static final int SIDE = 16;
  private static final double EPSILON = 1e-6;

  private final NDManager manager = NDManager.newBaseManager();
  private final SplittableRandom random = new SplittableRandom(4);
  private final LayeredAutoencoder autoencoder = autoencoder();
  private final List<LayeredSample> samples = List.of(sample(), sample());
  private final AutoencoderTrainingConfiguration configuration =
      AutoencoderTrainingConfiguration.standard()
          .withWeights(LossWeights.standard().withPerceptual(0))
          .withAdversarial(AdversarialConfiguration.none());
  private final LayeredAutoencoding autoencoding =
      new LayeredAutoencoding(autoencoder, configuration);

  @AfterEach
  void close() {
    manager.close();
  }

  private LayeredAutoencoder autoencoder() {
    int channels = LayerLayout.layered(2).channels();
    LayeredAutoencoder network =
        LayeredAutoencoder.of(new AutoencoderConfiguration(channels, List.of(8, 8), 1, 4, 4, 1));
    FreshWeights.draw(network, manager, 1);
    return network;
  }

  private LayeredSample sample() {
    LayeredImage stack = LayeredImage.of(noise(), List.of(layer("farther"), layer("nearer")));
    return new LayeredSample("noise", stack.composed(), stack);
  }

  private ImageLayer layer(String name) {
    return new ImageLayer(name, noise(), Mask.of(SIDE, SIDE, numbers(SIDE * SIDE)));
  }

  private RgbImage noise() {
    return RgbImage.of(SIDE, SIDE, numbers(3 * SIDE * SIDE));
  }

  private float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble();
    }
    return numbers;
  }

  @Test
  void givenTwoLayersThenColoursAreMeantOverFourPicturesAndEachMaskIsAskedForOverWhatLiesBelow() {
    ParameterStore store = new ParameterStore(manager, false);
    Reconstruction made =
        autoencoding.reconstruct(store, manager, samples, LatentDistribution::mean, false);
    LossTerms terms =
        AutoencoderObjective.of(manager, autoencoding, Optional.empty(), configuration)
            .measure(made);

    double colours = 0;
    for (String kind : List.of("foreground1", "foreground2", "background", "composite")) {
      double l1 = mean(difference(made, kind));
      assertEquals(l1, terms.values().get("l1_" + kind), 1e-5, kind);
      colours += l1 / 4;
    }
    Map<String, Double> masks = masks(made);
    masks.forEach((term, value) -> assertEquals(value, terms.values().get(term), 1e-5, term));
    double total =
        colours
            + masks.get("mask_l1")
            + 2 * masks.get("l_comp")
            + 3 * masks.get("l_lap")
            + 1e-6 * terms.values().get("kl");
    assertEquals(total, terms.total().orElseThrow(), 1e-5);
  }

  private static double[] difference(Reconstruction made, String part) {
    float[] predicted = made.prediction(part).toFloatArray();
    float[] target = made.target(part).toFloatArray();
    return IntStream.range(0, predicted.length)
        .mapToDouble(i -> Math.abs(predicted[i] - target[i]))
        .toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Eq. 4's terms as means over the two layers, from the pictures themselves. */
  private Map<String, Double> masks(Reconstruction made) {
    double l1 = 0;
    List<Double> compositions = new ArrayList<>();
    double pyramid = 0;
    for (int layer = 0; layer < 2; layer++) {
      String name = "mask" + (layer + 1);
      float[] head = made.prediction(name).toFloatArray();
      for (int number = 0; number < samples.size(); number++) {
        LayeredImage over = samples.get(number).layers().alone(layer);
        float[] truth = over.mask().toArray();
        int from = number * truth.length;
        IntToDoubleFunction predicted = i -> (head[from + i] + 1) / 2;
        l1 +=
            mean(
                    IntStream.range(0, truth.length)
                        .mapToDouble(i -> Math.abs(predicted.applyAsDouble(i) - truth[i]))
                        .toArray())
                / 4;
        compositions.add(composition(over, truth, predicted));
        pyramid +=
            pyramid(
                    IntStream.range(0, truth.length)
                        .mapToDouble(i -> predicted.applyAsDouble(i) - truth[i])
                        .toArray())
                / 4;
      }
    }
    double composition = compositions.stream().mapToDouble(each -> each).average().orElseThrow();
    return Map.of("mask_l1", l1, "l_comp", composition, "l_lap", pyramid);
  }

  /** Eq. 7 of pixels in [-1, 1], over what lies below composed. */
  private static double composition(
      LayeredImage over, float[] truth, IntToDoubleFunction predicted) {
    float[] foreground = over.foreground().toArray();
    float[] below = over.background().toArray();
    double[] errors = new double[foreground.length];
    for (int i = 0; i < errors.length; i++) {
      double f = 2 * foreground[i] - 1;
      double b = 2 * below[i] - 1;
      double m = predicted.applyAsDouble(i / 3);
      double c = truth[i / 3] * f + (1 - truth[i / 3]) * b - m * f - (1 - m) * b;
      errors[i] = Math.sqrt(c * c + EPSILON * EPSILON);
    }
    return mean(errors);
  }

  /** Eq. 8 of a mask's error, since the pyramid is linear. */
  private static double pyramid(double[] error) {
    double sum = 0;
    double[] level = error;
    int side = SIDE;
    for (int j = 1; j <= 3; j++) {
      double[] half = halved(level, side);
      double[] band = new double[level.length];
      for (int i = 0; i < band.length; i++) {
        band[i] = Math.abs(level[i] - doubled(half, side / 2, i % side, i / side));
      }
      sum += (1 << (j - 1)) * mean(band);
      level = half;
      side /= 2;
    }
    return sum;
  }

  private static double[] halved(double[] image, int side) {
    double[] kernel = {1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0};
    double[] half = new double[image.length / 4];
    for (int i = 0; i < half.length; i++) {
      int x = i % (side / 2) * 2;
      int y = i / (side / 2) * 2;
      for (int dy = -2; dy <= 2; dy++) {
        for (int dx = -2; dx <= 2; dx++) {
          half[i] +=
              kernel[dy + 2]
                  * kernel[dx + 2]
                  * image[reflected(y + dy, side) * side + reflected(x + dx, side)];
        }
      }
    }
    return half;
  }

  private static int reflected(int at, int side) {
    return at < 0 ? -at : at >= side ? 2 * (side - 1) - at : at;
  }

  /** Bilinearly, pixel centres aligned. */
  private static double doubled(double[] image, int side, int x, int y) {
    double sx = Math.max(0, (x + 0.5) / 2 - 0.5);
    double sy = Math.max(0, (y + 0.5) / 2 - 0.5);
    int x0 = (int) sx;
    int y0 = (int) sy;
    int x1 = Math.min(x0 + 1, side - 1);
    int y1 = Math.min(y0 + 1, side - 1);
    double top = image[y0 * side + x0] * (1 - sx + x0) + image[y0 * side + x1] * (sx - x0);
    double bottom = image[y1 * side + x0] * (1 - sx + x0) + image[y1 * side + x1] * (sx - x0);
    return top * (1 - sy + y0) + bottom * (sy - y0);
  }

  @Test
  void givenAnArrayOfTheLayersThenItIsReconstructedByTheHeadOfEachPart() {
    NDArray layers = manager.randomNormal(new Shape(1, 11, SIDE, SIDE));
    NDArray picture = manager.zeros(new Shape(1, 3, SIDE, SIDE));
    ParameterStore store = new ParameterStore(manager, false);
    Reconstruction made =
        autoencoding.reconstruct(store, layers, picture, LatentDistribution::mean, false);
    LayeredPrediction direct = autoencoder.decode(autoencoder.encode(layers).mean());
    LayerLayout layout = LayerLayout.layered(2);
    for (int part = 0; part < 5; part++) {
      String name = layout.names().get(part);
      assertEquals(direct.parts().get(part), made.prediction(name), name);
      assertEquals(layout.parts(layers).get(part), made.target(name), name);
    }
  }
}
