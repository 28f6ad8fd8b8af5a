package org.text2layer.model.inpainting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.inpainting.InpainterConfiguration.Output;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.Fixture;

class ExternalInpainterTest {
  private static final Path FOLDER = Fixture.folder("inpainters");

  /** The forms of files. */
  enum Form {
    LAMA_FIXED("lama-fixed.onnx", InpainterConfiguration.lamaFixed()),
    LAMA("lama-dynamic.onnx", InpainterConfiguration.lama()),
    LAMA_TORCH_SCRIPT("lama.pt", InpainterConfiguration.lama()),
    MI_GAN("migan-pipeline.onnx", InpainterConfiguration.miGan());

    private final Path file;
    private final InpainterConfiguration configuration;

    Form(String name, InpainterConfiguration configuration) {
      this.file = FOLDER.resolve(name);
      this.configuration = configuration;
    }

    ExternalInpainter load() {
      return load(configuration);
    }

    ExternalInpainter load(InpainterConfiguration other) {
      return this == LAMA_TORCH_SCRIPT
          ? ExternalInpainter.torchScript(file, other)
          : ExternalInpainter.onnx(file, other);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givenTwoPicturesThatDifferInTheHoleAloneThenTheyAreFilledAlike(Form form) {
    RgbImage picture = picture(61, 47, 1);
    Mask hole = hole(61, 47);
    RgbImage other = Inpainter.pasted(picture, picture(61, 47, 2), hole);
    try (ExternalInpainter inpainter = form.load()) {
      assertEquals(inpainter.inpaint(picture, hole), inpainter.inpaint(other, hole));
    }
  }

  @Test
  void givenContextThenWhatIsFurtherAwayIsNotLookedAt() {
    Mask hole = hole(160, 64);
    float[] near = picture(160, 64, 1).toArray();
    float[] far = near.clone();
    for (int i = 0; i < far.length; i++) {
      far[i] = i / 3 % 160 > 90 ? 1 - far[i] : far[i];
    }
    InpainterConfiguration close = InpainterConfiguration.lama().withContext(24);
    try (ExternalInpainter inpainter = Form.LAMA.load(close)) {
      RgbImage filled = inpainter.inpaint(RgbImage.of(160, 64, near), hole);
      RgbImage same = inpainter.inpaint(RgbImage.of(160, 64, far), hole);
      assertEquals(filled.crop(0, 0, 90, 64), same.crop(0, 0, 90, 64));
    }
  }

  @Test
  void givenAFaintHoleThenItIsFilledAsAHardOne() {
    RgbImage picture = picture(61, 47, 1);
    try (ExternalInpainter inpainter = Form.LAMA.load()) {
      assertEquals(
          inpainter.inpaint(picture, hole(61, 47)),
          inpainter.inpaint(picture, hole(61, 47).times(0.01)));
    }
  }

  @Test
  void givenAHoleLongerThanANetworkTakesThenItIsFilledAtThePicturesSize() {
    RgbImage picture = picture(2_500, 24, 1);
    float[] values = new float[2_500 * 24];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 2_500 > 4 && i / 2_500 < 20 ? 1 : 0;
    }
    Mask hole = Mask.of(2_500, 24, values);
    InpainterPictures sizes = InpainterPictures.of(InpainterConfiguration.lama(), 2_500, 24);
    assertEquals(List.of(2_048, 24), List.of(sizes.paddedWidth(), sizes.paddedHeight()));
    try (ExternalInpainter inpainter = Form.LAMA.load()) {
      RgbImage filled = inpainter.inpaint(picture, hole);
      assertEquals(picture, Inpainter.pasted(filled, picture, hole));
      assertNotEquals(picture, filled);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givenNoHoleThenThePictureComesBackAndAHoleEverywhereIsRefused(Form form) {
    RgbImage picture = picture(20, 10, 1);
    try (ExternalInpainter inpainter = form.load()) {
      assertSame(picture, inpainter.inpaint(picture, Mask.filled(20, 10, 0)));
      assertThrows(
          IllegalArgumentException.class,
          () -> inpainter.inpaint(picture, Mask.filled(20, 10, 0.5f)));
    }
  }

  @Test
  void givenANetworkWithOtherInputsThenTheyAreNamed() {
    String message =
        refused(
            () -> ExternalInpainter.onnx(detector("tiny-detector.onnx"), Form.LAMA.configuration));
    assertTrue(message.contains("image and mask") && message.contains("[picture]"), message);
  }

  @Test
  void givenAPresetThatIsNotTheNetworksThenItsOwnSizesAndKindsAreNamed() {
    assertRefused(Form.LAMA_FIXED, InpainterConfiguration.lama(), "(1, 3, 48, 64)");
    assertRefused(Form.MI_GAN, InpainterConfiguration.lama(), "float");
    assertRefused(Form.LAMA, InpainterConfiguration.miGan(), "uint8");
    assertRefused(Form.LAMA, InpainterConfiguration.lama().withSize(1), "(1, 3, 47, 61)");
    assertRefused(
        Form.MI_GAN,
        InpainterConfiguration.miGan().withOutput(Output.UNIT),
        "uint8 (1, 3, 47, 61)");
  }

  @Test
  void givenATorchScriptNetworkOfOneInputThenItIsRefusedInOneSentence() {
    try (ExternalInpainter inpainter =
        ExternalInpainter.torchScript(detector("tiny-detector.pt"), Form.LAMA.configuration)) {
      String message = refused(() -> inpainter.inpaint(picture(61, 47, 1), hole(61, 47)));
      assertTrue(message.contains("tiny-detector.pt"), message);
    }
  }

  private static void assertRefused(Form form, InpainterConfiguration other, String part) {
    try (ExternalInpainter inpainter = form.load(other)) {
      String message = refused(() -> inpainter.inpaint(picture(61, 47, 1), hole(61, 47)));
      assertTrue(message.contains(part), part + " is not in: " + message);
      assertTrue(message.contains(form.file.toString()), message);
    }
  }

  private static String refused(Supplier<?> call) {
    String message = assertThrows(WeightsException.class, call::get).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @ParameterizedTest
  @EnumSource
  void givenAnInpainterThenItsDescriptionTellsTheFilesContentsAndTheConfiguration(Form form)
      throws IOException {
    try (ExternalInpainter inpainter = form.load();
        ExternalInpainter other = form.load(form.configuration.withContext(7))) {
      assertTrue(inpainter.description().contains(Checksum.of(form.file)));
      assertNotEquals(inpainter.description(), other.description());
    }
  }

  @ParameterizedTest
  @EnumSource
  void givenManyPicturesThenNoNativeArrayStays(Form form) {
    try (ExternalInpainter inpainter = form.load()) {
      inpainter.inpaint(picture(61, 47, 1), hole(61, 47));
      int before = inpainter.openArrays();
      for (int i = 0; i < 5; i++) {
        inpainter.inpaint(picture(61, 47, 1), hole(61, 47));
      }
      assertEquals(before, inpainter.openArrays());
    }
  }

  private static RgbImage picture(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] rgb = new float[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = random.nextInt(256) / 255f;
    }
    return RgbImage.of(width, height, rgb);
  }

  /** A box in the upper left quarter. */
  private static Mask hole(int width, int height) {
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      int x = i % width;
      int y = i / width;
      values[i] = x > 4 && x < 30 && y > 6 && y < 20 ? 1 : 0;
    }
    return Mask.of(width, height, values);
  }

  private static Path detector(String name) {
    try {
      return Path.of(
          ExternalInpainterTest.class.getResource("/org/text2layer/detectors/" + name).toURI());
    } catch (URISyntaxException error) {
      throw new IllegalArgumentException(error);
    }
  }
}
