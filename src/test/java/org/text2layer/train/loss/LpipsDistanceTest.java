package org.text2layer.train.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.nn.Autograd;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.Weights;
import org.text2layer.nn.weights.WeightsException;

/** With drawn weights: the published ones cannot be had here. */
class LpipsDistanceTest {
  /**
   * What the structure of lpips 0.1.4 (scaling layer, VGG16's five slices, unit vectors, 1x1
   * convolutions, means) gives in PyTorch 2.7.1 on these weights and pictures.
   */
  private static final double REFERENCE = 1.164513349533081;

  private static final double REFERENCE_GRADIENT_NORM = 0.02726491168141365;

  private final NDManager manager = NDManager.newBaseManager();
  @TempDir Path folder;

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givenLpipsNamesThenDistanceAndGradientAreThoseOfItsStructureInPyTorch() {
    LpipsDistance distance = LpipsDistance.vgg16(manager, file("all", "net.slice%s.", true));
    NDArray a = picture(1);
    a.setRequiresGradient(true);
    Autograd.recording(
        () -> {
          NDArray value = distance.apply(a, picture(2));
          assertEquals(new Shape(2), value.getShape());
          assertEquals(REFERENCE, value.mean().getFloat(), 1e-5 * REFERENCE);
          NDArray gradient =
              Autograd.create().gradients(value.mean(), List.of(a)).singletonOrThrow();
          assertEquals(
              REFERENCE_GRADIENT_NORM, gradient.norm().getFloat(), 1e-3 * REFERENCE_GRADIENT_NORM);
          assertEquals(0, distance.apply(a, a).mean().getFloat());
          return null;
        });
  }

  @Test
  void givenTorchvisionsFileAndTheChannelWeightsThenTheDistanceIsTheSame() {
    LpipsDistance distance =
        LpipsDistance.vgg16(
            manager, file("vgg", "features.", false), file("all", "net.slice%s.", true));
    double value = distance.apply(picture(1), picture(2)).mean().getFloat();
    assertEquals(REFERENCE, value, 1e-5 * REFERENCE);
  }

  @Test
  void givenAFileWithoutChannelWeightsThenTheMessageNamesThem() {
    Path file = file("bare", "net.slice%s.", false);
    WeightsException error =
        assertThrows(WeightsException.class, () -> LpipsDistance.vgg16(manager, file));
    assertTrue(error.getMessage().contains("lin0.model.0.weight"), error.getMessage());
  }

  private NDArray picture(int seed) {
    Shape shape = new Shape(2, 3, 32, 32);
    float[] values = PictureNoise.of(seed).gaussian((int) shape.size());
    return manager.create(values, shape).mul(0.5f).clip(-1, 1);
  }

  private Path file(String name, String prefix, boolean channelWeights) {
    Vgg16 network = Vgg16.create();
    FreshWeights.draw(network, manager, 1);
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    Weights.of(network)
        .forEach((weight, array) -> tensors.put(prefix.formatted(slice(weight)) + weight, array));
    for (int stage = 0; channelWeights && stage < Vgg16.widths().size(); stage++) {
      int width = Vgg16.widths().get(stage);
      float[] values = PictureNoise.of(stage).gaussian(width);
      NDArray weight = manager.create(values, new Shape(1, width, 1, 1)).abs();
      tensors.put("lin" + stage + ".model.1.weight", weight);
    }
    Path file = folder.resolve(name + ".safetensors");
    SafetensorsWriter.write(file, tensors, Map.of());
    return file;
  }

  /** Where lpips cuts torchvision's sequence: before each pooling. */
  private static int slice(String weight) {
    int place = Integer.parseInt(weight.substring(0, weight.indexOf('.')));
    return 1 + (int) List.of(4, 9, 16, 23).stream().filter(cut -> place >= cut).count();
  }
}
