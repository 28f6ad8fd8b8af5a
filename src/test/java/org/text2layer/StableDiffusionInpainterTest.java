package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.inpainting.Inpainter;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.Fixture;
import org.text2layer.pipeline.SamplerFactory;

class StableDiffusionInpainterTest {
  private static final Path TINY = Fixture.folder("tiny-stable-diffusion");
  private static final String UNET = "unet/diffusion_pytorch_model.safetensors";
  private static final int SIZE = 64;
  private static final int STEPS = 3;
  private static final long SEED = 7;

  @TempDir Path folder;

  @BeforeEach
  void copyModel() throws IOException {
    try (Stream<Path> files = Files.walk(TINY)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(TINY.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    replace(
        "model_index.json", "\"StableDiffusionPipeline\"", "\"StableDiffusionInpaintPipeline\"");
    replace("unet/config.json", "\"in_channels\": 4", "\"in_channels\": 9");
  }

  @Test
  void givenAUNetThatIgnoresTheHoleThenInsideIsWhatTheEmptyCaptionGenerates() throws IOException {
    widen(0, 0);
    RgbImage generated;
    try (StableDiffusion plain = StableDiffusion.load(TINY)) {
      GenerationRequest request = GenerationRequest.of("anything").guidance(0).seed(SEED);
      generated = plain.generate(request.steps(STEPS).sampler(SamplerFactory.ddim()));
    }
    try (StableDiffusionInpainter inpainter = StableDiffusionInpainter.load(folder, STEPS, SEED)) {
      RgbImage expected = Inpainter.pasted(picture(1), generated, hole());
      assertNear(expected, inpainter.inpaint(picture(1), hole()));
    }
  }

  @Test
  void givenAUNetThatSeesAllThenSurroundingsMatterAndTheHoleIsNotLookedInto() throws IOException {
    widen(0.3f, 0.3f);
    RgbImage picture = picture(1);
    try (StableDiffusionInpainter inpainter = StableDiffusionInpainter.load(folder, STEPS, SEED)) {
      RgbImage filled = inpainter.inpaint(picture, hole());
      assertEquals(picture, Inpainter.pasted(filled, picture, hole()));
      assertEquals(
          filled, inpainter.inpaint(Inpainter.pasted(picture, picture(2), hole()), hole()));
      RgbImage elsewhere = Inpainter.pasted(filled, picture(3), hole().thresholded(0).inverted());
      assertNotEquals(
          filled, Inpainter.pasted(filled, inpainter.inpaint(elsewhere, hole()), hole()));
    }
  }

  @Test
  void givenAUNetThatSeesTheHoleAloneThenTheHoleMatters() throws IOException {
    widen(0.5f, 0);
    try (StableDiffusionInpainter inpainter = StableDiffusionInpainter.load(folder, STEPS, SEED)) {
      RgbImage filled = inpainter.inpaint(picture(1), hole());
      RgbImage other = inpainter.inpaint(picture(1), allButOne());
      assertNotEquals(filled, Inpainter.pasted(filled, other, hole()));
    }
  }

  private static Mask allButOne() {
    float[] values = new float[SIZE * SIZE];
    Arrays.fill(values, 1, values.length, 1);
    return Mask.of(SIZE, SIZE, values);
  }

  @Test
  void givenAnotherSizeThenThePictureKeepsItAndItsKnownPixels() throws IOException {
    widen(0.3f, 0.3f);
    RgbImage picture = random(50, 30, 4);
    float[] values = new float[50 * 30];
    values[15 * 50 + 20] = 1;
    values[15 * 50 + 21] = 0.01f;
    Mask hole = Mask.of(50, 30, values);
    try (StableDiffusionInpainter inpainter = StableDiffusionInpainter.load(folder, STEPS, SEED)) {
      RgbImage filled = inpainter.inpaint(picture, hole);
      assertEquals(picture, Inpainter.pasted(filled, picture, hole));
      assertNotEquals(picture, filled);
      assertEquals(
          filled, inpainter.inpaint(Inpainter.pasted(picture, random(50, 30, 5), hole), hole));
    }
  }

  @Test
  void givenManyPicturesThenNoNativeArrayStays() throws IOException {
    widen(0.3f, 0.3f);
    try (StableDiffusionInpainter inpainter = StableDiffusionInpainter.load(folder, STEPS, SEED)) {
      inpainter.inpaint(picture(1), hole());
      int before = inpainter.openArrays();
      for (int i = 0; i < 5; i++) {
        inpainter.inpaint(picture(i), hole());
      }
      assertEquals(before, inpainter.openArrays());
    }
  }

  @Test
  void givenAModelThatGeneratesOnlyOrAClosedOneThenItIsRefused() throws IOException {
    assertRefused(TINY, "StableDiffusionInpaintPipeline");
    replace("unet/config.json", "\"in_channels\": 9", "\"in_channels\": 4");
    assertRefused(folder, "9 channels in and 4 out");
    assertRefused(folder.resolve("nowhere"), "not there");
    replace("unet/config.json", "\"in_channels\": 4", "\"in_channels\": 9");
    widen(0, 0);
    StableDiffusionInpainter closed = StableDiffusionInpainter.load(folder);
    closed.close();
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.inpaint(picture(1), hole()));
  }

  private static void assertRefused(Path folder, String part) {
    String message =
        assertThrows(WeightsException.class, () -> StableDiffusionInpainter.load(folder))
            .getMessage();
    assertTrue(message.contains(part), message);
  }

  /** Five more input channels: the hole, then the known latents, with random weights this large. */
  private void widen(float ofHole, float ofKnown) throws IOException {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      try (Safetensors file = Safetensors.open(TINY.resolve(UNET))) {
        for (String name : file.names()) {
          tensors.put(name, file.load(manager, name));
        }
      }
      NDArray narrow = tensors.get("conv_in.weight");
      int out = (int) narrow.getShape().get(0);
      float[] noise = PictureNoise.of(1).gaussian(out * 5 * 9);
      for (int i = 0; i < noise.length; i++) {
        noise[i] *= i / 9 % 5 == 0 ? ofHole : ofKnown;
      }
      tensors.put(
          "conv_in.weight", narrow.concat(manager.create(noise, new Shape(out, 5, 3, 3)), 1));
      Files.delete(folder.resolve(UNET));
      SafetensorsWriter.write(folder.resolve(UNET), tensors, Map.of());
    }
  }

  private void replace(String name, String from, String to) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, Files.readString(file).replace(from, to));
  }

  private static void assertNear(RgbImage expected, RgbImage actual) {
    float[] a = expected.toArray();
    float[] b = actual.toArray();
    for (int i = 0; i < a.length; i++) {
      assertEquals(a[i], b[i], 1e-4, "value " + i);
    }
  }

  private static RgbImage picture(long seed) {
    return random(SIZE, SIZE, seed);
  }

  private static RgbImage random(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] rgb = new float[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (float) random.nextDouble();
    }
    return RgbImage.of(width, height, rgb);
  }

  private static Mask hole() {
    float[] values = new float[SIZE * SIZE];
    for (int y = 16; y < 40; y++) {
      for (int x = 20; x < 50; x++) {
        values[y * SIZE + x] = 1;
      }
    }
    return Mask.of(SIZE, SIZE, values);
  }
}
