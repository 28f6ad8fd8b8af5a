package org.text2layer.model.inpainting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.text2layer.image.Mask;
import org.text2layer.image.PictureReader;
import org.text2layer.image.RgbImage;
import org.text2layer.parity.Fixture;

/**
 * Pictures of simple-lama-inpainting 0.1.2, of IOPaint's LaMa and of MI-GAN's own pipeline, on tiny
 * networks of random weights with each family's inputs and outputs: what happens around a network
 * is proven, the published weights were not there.
 */
class InpainterParityTest {
  private static final Path FOLDER = Fixture.folder("inpainters");

  /** As much as any picture has: the references see all of it. */
  private static final int ALL = 65_536;

  /** Which file, which preset, and how near (the largest difference in levels, and the mean). */
  enum Family {
    LAMA_FIXED(
        "lama-fixed.onnx", "lama-fixed", InpainterConfiguration.lamaFixed().withContext(ALL), 2),
    LAMA("lama-dynamic.onnx", "lama-dynamic", InpainterConfiguration.lama().withContext(ALL), 1),
    LAMA_TORCH_SCRIPT("lama.pt", "lama-dynamic", InpainterConfiguration.lama(), 1),
    MI_GAN("migan-pipeline.onnx", "migan", InpainterConfiguration.miGan(), 1),
    MI_GAN_ON_LESS_THAN_IT_TAKES(
        "migan-pipeline.onnx", "migan-small", InpainterConfiguration.miGan(), 1);

    private final String network;
    private final String pictures;
    private final InpainterConfiguration configuration;
    private final int levels;

    Family(String network, String pictures, InpainterConfiguration configuration, int levels) {
      this.network = network;
      this.pictures = pictures;
      this.configuration = configuration;
      this.levels = levels;
    }

    ExternalInpainter load() {
      Path file = FOLDER.resolve(network);
      return network.endsWith(".pt")
          ? ExternalInpainter.torchScript(file, configuration)
          : ExternalInpainter.onnx(file, configuration);
    }

    boolean isMiGan() {
      return configuration.equals(InpainterConfiguration.miGan());
    }

    RgbImage picture() {
      return read(pictures + ".input.png");
    }

    Mask hole() {
      Mask mask = Mask.from(read(pictures + (isMiGan() ? ".mask-0-is-hole.png" : ".mask.png")));
      return isMiGan() ? mask.inverted() : mask;
    }

    RgbImage whole() {
      return read(pictures + (isMiGan() ? ".expected.png" : ".whole.png"));
    }
  }

  private static RgbImage read(String name) {
    return PictureReader.standard().read(FOLDER.resolve(name));
  }

  @ParameterizedTest
  @EnumSource
  void givenAFamilysNetwork_whenItsPresetRunsIt_thenItsOutputIsItsOwnCodes(Family family) {
    try (ExternalInpainter inpainter = family.load()) {
      RgbImage output = inpainter.output(family.picture(), family.hole());
      assertNear(family, family.whole(), output);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givenAHole_whenItIsFilled_thenOutsideIsThePictureBitForBitAndInsideTheNetworksOutput(
      Family family) {
    RgbImage picture = family.picture();
    Mask hole = family.hole();
    try (ExternalInpainter inpainter = family.load()) {
      RgbImage filled = inpainter.inpaint(picture, hole);
      assertEquals(picture, Inpainter.pasted(filled, picture, hole));
      RgbImage smooth = new SmoothInpainter().inpaint(picture, hole);
      RgbImage output = inpainter.output(smooth, hole);
      assertEquals(Inpainter.pasted(picture, output, hole), filled);
      if (!family.isMiGan()) { // whose own code mixes some of what is to vanish into the edge
        assertNear(family, Inpainter.pasted(picture, family.whole(), hole), filled);
      }
    }
  }

  private static void assertNear(Family family, RgbImage expected, RgbImage actual) {
    byte[] wanted = expected.toLevels();
    byte[] found = actual.toLevels();
    assertEquals(wanted.length, found.length);
    int largest = 0;
    long sum = 0;
    for (int i = 0; i < wanted.length; i++) {
      int difference = Math.abs((wanted[i] & 0xff) - (found[i] & 0xff));
      largest = Math.max(largest, difference);
      sum += difference;
    }
    double mean = (double) sum / wanted.length;
    assertTrue(
        largest <= family.levels && mean <= 0.3,
        "%s differs by up to %s levels, %s in the mean".formatted(family, largest, mean));
  }
}
