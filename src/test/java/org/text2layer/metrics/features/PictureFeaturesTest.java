package org.text2layer.metrics.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Resampler;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.Pretrained;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.WeightsException;

class PictureFeaturesTest {
  private static final ComputeDevice CPU = ComputeDevice.named("cpu");

  @Test
  void givenPicturesThenLite0sRowsAreThePooledFeaturesAndNothingStaysInMemory() {
    NDManager manager = CPU.newManager();
    try (Lite0Features features = Lite0Features.load(manager)) {
      int before = manager.getManagedArrays().size();
      RgbImage picture = pattern(256, 192);
      List<float[]> rows = features.of(Collections.nCopies(18, picture));
      assertEquals(18, rows.size());
      assertEquals(before, manager.getManagedArrays().size());
      try (NDManager scope = CPU.newManager()) {
        NDArray input =
            PictureTensors.ofPictures(
                scope, List.of(picture.resized(224, 224, Resampling.BICUBIC)));
        float[] expected = Pretrained.efficientNetLite0(scope).pooled(input).toFloatArray();
        assertArrayEquals(expected, rows.get(17), 1e-4f);
      }
      FeatureSet set = features.setOf(List.of(picture));
      assertEquals("efficientnet-lite0, bicubic 224", set.network());
      assertEquals(1280, set.width());
    }
  }

  /** The tiny file's features are means of blocks of (x − 128) / 128. */
  @Test
  void givenInceptionsInterfaceThenPicturesComeResizedCleanlyIn0To255AndTheSwitchIsOn() {
    RgbImage picture = pattern(64, 48);
    NDManager manager = CPU.newManager();
    try (InceptionFeatures features =
        InceptionFeatures.load(file("features/tiny-inception.pt"), manager)) {
      int before = manager.getManagedArrays().size();
      List<float[]> rows = features.of(List.of(RgbImage.filled(9, 9, 1, 0, 0), picture));
      assertEquals(2048, rows.get(0).length);
      assertEquals(127 / 128f, rows.get(0)[0], 1e-5f);
      assertEquals(-1, rows.get(0)[1024], 1e-5f);
      assertEquals(clean(picture), (rows.get(1)[0] + 1) * 128, 1e-3);
      assertEquals(before, manager.getManagedArrays().size());
    }
  }

  /** The mean of the first block (rows and columns 0 to 9) of red. */
  private static double clean(RgbImage picture) {
    float[] levels = picture.toArray();
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.round(255 * levels[i]);
    }
    float[] resized =
        Resampler.of(picture.width(), picture.height(), 299, 299, Resampling.BICUBIC)
            .resize(levels, 3, 255);
    double sum = 0;
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 10; x++) {
        sum += resized[3 * (y * 299 + x)];
      }
    }
    return sum / 100;
  }

  @Test
  void givenAnotherTorchScriptFileThenItIsRefused() {
    String message =
        assertThrows(
                WeightsException.class,
                () -> InceptionFeatures.load(file("detectors/tiny-detector.pt"), CPU))
            .getMessage();
    assertTrue(message.contains("a tensor and return_features but it has none"), message);
  }

  @Test
  void givenRowsThatAreNoFeaturesThenOneSentenceSaysWhich() {
    float[] row = {1, 2};
    assertRefused("at least one picture but came none", List.of());
    assertRefused("picture 1 has 1", List.of(row, new float[1]));
    float[] broken = {0, Float.POSITIVE_INFINITY};
    assertRefused("feature 1 of picture 1 is Infinity", List.of(row, broken));
  }

  private static void assertRefused(String part, List<float[]> rows) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> FeatureSet.of("test", rows))
            .getMessage();
    assertTrue(message.contains(part), message);
  }

  private static RgbImage pattern(int width, int height) {
    float[] rgb = new float[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (i * 37L + (long) i * i / 11) % 256 / 255f;
    }
    return RgbImage.of(width, height, rgb);
  }

  private static Path file(String name) {
    try {
      return Path.of(PictureFeaturesTest.class.getResource("/org/text2layer/" + name).toURI());
    } catch (URISyntaxException error) {
      throw new IllegalArgumentException(error);
    }
  }
}
