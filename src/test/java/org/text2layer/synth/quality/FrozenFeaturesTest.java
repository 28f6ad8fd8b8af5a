package org.text2layer.synth.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.Pretrained;
import org.text2layer.model.classifier.EfficientNet;
import org.text2layer.model.classifier.EfficientNetConfiguration;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.Weights;
import org.text2layer.nn.weights.WeightsException;

class FrozenFeaturesTest {
  private static final RgbImage PICTURE = RgbImage.filled(20, 10, 0.2f, 0.4f, 0.6f);
  private static final LayeredSample SAMPLE =
      new LayeredSample(
          "a box",
          PICTURE,
          LayeredImage.twoLayer(
              PICTURE, RgbImage.filled(20, 10, 0.9f, 0.1f, 0.1f), Mask.filled(20, 10, 1)));

  @TempDir Path folder;

  @Test
  void givenSeveralSamplesThenOneRowEachComesAndNothingStaysInMemory() {
    NDManager manager = ComputeDevice.named("cpu").newManager();
    try (FrozenFeatures features = FrozenFeatures.lite0(manager)) {
      int before = manager.getManagedArrays().size();
      for (PaperFilter filter : PaperFilter.values()) {
        List<float[]> rows = features.of(filter, Collections.nCopies(2, SAMPLE));
        assertEquals(2, rows.size());
        assertEquals(features.length(filter), rows.get(1).length);
        assertArrayEquals(rows.get(0), rows.get(1));
      }
      assertEquals(before, manager.getManagedArrays().size());
      assertEquals(List.of(), features.of(PaperFilter.INPAINTING, List.of()));
    }
  }

  @Test
  void givenWeightsFromAFileThenTheyAreReadByTheirConfigurationAndRefusedByAnother() {
    Path file = folder.resolve("lite0.safetensors");
    ComputeDevice cpu = ComputeDevice.named("cpu");
    try (NDManager manager = cpu.newManager()) {
      EfficientNet network = Pretrained.efficientNetLite0(manager);
      SafetensorsWriter.write(file, Weights.of(network), Map.of());
    }
    try (FrozenFeatures own = FrozenFeatures.of(EfficientNetConfiguration.lite0(), file, cpu);
        FrozenFeatures embedded = FrozenFeatures.lite0(cpu)) {
      assertArrayEquals(
          embedded.of(PaperFilter.INPAINTING, List.of(SAMPLE)).get(0),
          own.of(PaperFilter.INPAINTING, List.of(SAMPLE)).get(0),
          1e-5f);
    }
    assertThrows(
        WeightsException.class, () -> FrozenFeatures.of(EfficientNetConfiguration.b0(), file, cpu));
  }
}
