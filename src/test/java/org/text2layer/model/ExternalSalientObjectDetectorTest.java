package org.text2layer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.DetectorConfiguration.Activation;
import org.text2layer.model.DetectorConfiguration.ChannelOrder;
import org.text2layer.model.DetectorConfiguration.Divisor;
import org.text2layer.model.DetectorConfiguration.MaskResizing;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.Fixture;

class ExternalSalientObjectDetectorTest {
  private static final int WIDTH = 8;
  private static final int HEIGHT = 6;
  private static final List<Float> MEAN = List.of(0.2f, 0.4f, 0.6f);
  private static final List<Float> DEVIATION = List.of(0.5f, 0.25f, 0.125f);

  /** Blue first, the second output, a logit. */
  private static final DetectorConfiguration TINY =
      new DetectorConfiguration(
          WIDTH,
          HEIGHT,
          Resampling.BILINEAR,
          ChannelOrder.BGR,
          Divisor.WHITE,
          MEAN,
          DEVIATION,
          1,
          Activation.SIGMOID,
          MaskResizing.BICUBIC);

  /** Masks have 256 levels, rounded down. */
  private static final double LEVEL = 1 / 255.0;

  @TempDir Path folder;

  /** The two kinds of files. */
  enum Kind {
    ONNX("tiny-detector.onnx") {
      @Override
      ExternalSalientObjectDetector load(Path file, DetectorConfiguration configuration) {
        return ExternalSalientObjectDetector.onnx(file, configuration);
      }
    },
    TORCH_SCRIPT("tiny-detector.pt") {
      @Override
      ExternalSalientObjectDetector load(Path file, DetectorConfiguration configuration) {
        return ExternalSalientObjectDetector.torchScript(file, configuration);
      }
    };

    private final String file;

    Kind(String file) {
      this.file = file;
    }

    abstract ExternalSalientObjectDetector load(Path file, DetectorConfiguration configuration);

    ExternalSalientObjectDetector load(DetectorConfiguration configuration) {
      return load(resource(file), configuration);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givenATinyNetworkThenItsMaskEqualsAConvolutionByHand(Kind kind) {
    RgbImage picture = picture(WIDTH, HEIGHT);
    double[] logits = convolved(picture);
    try (SalientObjectDetector detector = kind.load(TINY)) {
      float[] mask = detector.detect(picture).toArray();
      for (int i = 0; i < mask.length; i++) {
        assertEquals(1 / (1 + Math.exp(-logits[i])) - LEVEL / 2, mask[i], LEVEL / 2 + 1e-5);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void givenTheFirstOutputStretchedThenTheMaskRunsFromZeroToOne(Kind kind) {
    RgbImage picture = picture(WIDTH, HEIGHT);
    double[] logits = convolved(picture);
    double smallest = Arrays.stream(logits).min().orElseThrow();
    double largest = Arrays.stream(logits).max().orElseThrow();
    DetectorConfiguration stretched = TINY.withOutput(0).withActivation(Activation.MIN_MAX);
    try (SalientObjectDetector detector = kind.load(stretched)) {
      float[] mask = detector.detect(picture).toArray();
      for (int i = 0; i < mask.length; i++) {
        double stretchedTo = (logits[i] - smallest) / (largest - smallest);
        assertEquals(stretchedTo - LEVEL / 2, mask[i], LEVEL / 2 + 1e-5);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void givenAnotherSizeThenTheMaskHasThePicturesSize(Kind kind) {
    try (SalientObjectDetector detector = kind.load(TINY)) {
      Mask mask = detector.detect(picture(19, 11));
      assertEquals(19, mask.width());
      assertEquals(11, mask.height());
    }
  }

  @ParameterizedTest
  @EnumSource
  void givenADetectorThenItsDescriptionTellsTheFilesContentsAndTheConfiguration(Kind kind)
      throws IOException {
    try (ExternalSalientObjectDetector detector = kind.load(TINY);
        ExternalSalientObjectDetector other = kind.load(TINY.withOutput(0))) {
      String description = detector.description();
      assertTrue(description.contains(Checksum.of(resource(kind.file))), description);
      assertNotEquals(description, other.description());
    }
  }

  @ParameterizedTest
  @EnumSource
  void givenAMissingFileOrAnotherKindOfFileThenItIsRefusedInOneSentence(Kind kind)
      throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "not a network");
    for (Path file : List.of(folder.resolve("missing"), text, resource("tiny-weights.pth"))) {
      String message =
          assertThrows(WeightsException.class, () -> kind.load(file, TINY)).getMessage();
      assertTrue(message.contains(file.toString()), message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givenAGitLfsPointerThenTheMessageSaysHowToFetchTheNetwork(Kind kind) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("u2net.onnx"),
            "version https://git-lfs.github.com/spec/v1\noid sha256:a");
    String message = assertThrows(WeightsException.class, () -> kind.load(file, TINY)).getMessage();
    assertTrue(message.contains("it is a Git LFS pointer: run git lfs pull"), message);
  }

  @Test
  void givenAPickleThenTheMessageSaysHowToSaveAProgram() {
    String message =
        assertThrows(
                WeightsException.class,
                () -> Kind.TORCH_SCRIPT.load(resource("tiny-weights.pth"), TINY))
            .getMessage();
    assertTrue(message.contains("pickle") && message.contains("torch.jit.trace"), message);
  }

  @ParameterizedTest
  @EnumSource
  void givenAnOutputThatIsNotThereOrNoMaskThenItIsNamed(Kind kind) {
    assertRefused(kind, TINY.withOutput(3), "output number 3", "has 3");
    assertRefused(kind, TINY.withOutput(2), "mask of 8x6 from output 2", "(1, 1, 3, 8)");
  }

  private static void assertRefused(
      Kind kind, DetectorConfiguration configuration, String... parts) {
    try (SalientObjectDetector detector = kind.load(configuration)) {
      String message =
          assertThrows(WeightsException.class, () -> detector.detect(picture(WIDTH, HEIGHT)))
              .getMessage();
      for (String part : parts) {
        assertTrue(message.contains(part), part + " is not in: " + message);
      }
    }
  }

  @Test
  void givenAnInputSizeTheNetworkDoesNotTakeThenItSaysSo() {
    assertRefused(Kind.ONNX, DetectorConfiguration.imageNet(16), "(1, 3, 16, 16)");
  }

  @ParameterizedTest
  @EnumSource
  void givenManyPicturesThenNoNativeArrayStays(Kind kind) {
    try (ExternalSalientObjectDetector detector = kind.load(TINY)) {
      detector.detect(picture(WIDTH, HEIGHT));
      int before = detector.openArrays();
      for (int i = 0; i < 20; i++) {
        detector.detect(picture(WIDTH, HEIGHT));
      }
      assertEquals(before, detector.openArrays());
    }
  }

  /** Of the same convolution, with one output. */
  @ParameterizedTest
  @ValueSource(strings = {"tiny-half.onnx", "tiny-external.onnx", "tiny-dynamic.onnx"})
  void givenHalfPrecisionDataBesideOrAnySizeThenTheMaskEqualsTheConvolution(String name) {
    double[] logits = convolved(picture(WIDTH, HEIGHT));
    try (SalientObjectDetector detector = Kind.ONNX.load(resource(name), TINY.withOutput(0))) {
      float[] mask = detector.detect(picture(WIDTH, HEIGHT)).toArray();
      for (int i = 0; i < mask.length; i++) {
        assertEquals(1 / (1 + Math.exp(-logits[i])) - LEVEL / 2, mask[i], LEVEL / 2 + 2e-3);
      }
    }
  }

  @Test
  void givenANetworkOfAnySizeThenOneOfTheUsersIsTaken() {
    DetectorConfiguration large = TINY.withOutput(0).withSize(19, 11);
    try (SalientObjectDetector detector = Kind.ONNX.load(resource("tiny-dynamic.onnx"), large)) {
      assertEquals(19, detector.detect(picture(19, 11)).width());
    }
  }

  @Test
  void givenOtherDataBesideTheFileThenTheDescriptionIsAnother() throws IOException {
    Path file = copied("tiny-external.onnx");
    Path data = copied("weights.bin");
    String before = described(file);
    byte[] bytes = Files.readAllBytes(data);
    bytes[3] ^= 1;
    Files.write(data, bytes);
    assertNotEquals(before, described(file));
  }

  @Test
  void givenDataOutsideTheModelsFolderThenItIsRefusedAndNotRead() throws IOException {
    Path file = copied("tiny-escaping.onnx");
    String message =
        assertThrows(WeightsException.class, () -> Kind.ONNX.load(file, TINY)).getMessage();
    assertTrue(message.contains("../weights.bin"), message);
  }

  @Test
  void givenAMissingFileBesideOneCalledModelThenThatOneIsNotTaken() throws IOException {
    Files.copy(resource("tiny-half.onnx"), folder.resolve("model.onnx"));
    assertThrows(
        WeightsException.class, () -> Kind.ONNX.load(folder.resolve("missing.onnx"), TINY));
  }

  @Test
  void givenManyThreadsThenEachMaskIsWhatOneThreadMakes() {
    Path network = Fixture.folder("detectors").resolve("u2net.onnx");
    List<RgbImage> pictures = List.of(picture(40, 30), picture(30, 40), picture(35, 35));
    try (SalientObjectDetector detector =
        SalientObjectDetector.onnx(network, DetectorConfiguration.u2Net())) {
      List<Mask> alone = pictures.stream().map(detector::detect).toList();
      for (int round = 0; round < 3; round++) {
        assertEquals(alone, pictures.parallelStream().map(detector::detect).toList());
      }
    }
  }

  private Path copied(String name) throws IOException {
    return Files.copy(resource(name), folder.resolve(name));
  }

  private static String described(Path file) {
    try (SalientObjectDetector detector = Kind.ONNX.load(file, TINY.withOutput(0))) {
      return detector.description();
    }
  }

  private static RgbImage picture(int width, int height) {
    SplittableRandom random = new SplittableRandom(5);
    float[] rgb = new float[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = random.nextInt(256) / 255f;
    }
    return RgbImage.of(width, height, rgb);
  }

  /** The script's convolution on blue, green and red, zeros outside. */
  private static double[] convolved(RgbImage picture) {
    double[] result = new double[WIDTH * HEIGHT];
    for (int i = 0; i < result.length; i++) {
      result[i] = 0.25;
      for (int tap = 0; tap < 27; tap++) {
        int channel = tap / 9;
        int y = i / WIDTH + tap % 9 / 3 - 1;
        int x = i % WIDTH + tap % 3 - 1;
        if (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT) {
          double value =
              (picture.value(x, y, 2 - channel) - MEAN.get(channel)) / DEVIATION.get(channel);
          result[i] += (tap - 11) / 40.0 * value;
        }
      }
    }
    return result;
  }

  private static Path resource(String name) {
    try {
      return Path.of(
          ExternalSalientObjectDetectorTest.class
              .getResource("/org/text2layer/detectors/" + name)
              .toURI());
    } catch (URISyntaxException error) {
      throw new IllegalArgumentException(error);
    }
  }
}
