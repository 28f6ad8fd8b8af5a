package org.text2layer.model.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.DetectorConfiguration;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.Inpainter;
import org.text2layer.model.inpainting.InpainterConfiguration;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.Fixture;

@Tag("digits")
class ModelRepositoryTest {
  private static final RgbImage PICTURE = RgbImage.filled(40, 30, 0.2f, 0.5f, 0.8f);

  @TempDir private Path folder;

  @Test
  void givenPublishedFilesThenTheirNamesAreTold() throws IOException {
    put("detectors/u2net.onnx", "u2net.onnx");
    put("inpainters/lama.pt", "lama/big-lama.pt");
    Files.writeString(folder.resolve("notes.txt"), "mine");
    assertEquals(Set.of("lama", "u2net"), ModelRepository.folder(folder).names());
    assertTrue(ModelRepository.knownNames().containsAll(Set.of("lama", "u2net", "mi-gan")));
  }

  @Test
  void givenADetectorWithItsSumThenItIsTheOneOfItsPreset() throws IOException {
    Path file = put("detectors/isnet-anime.onnx", "isnet-anime/isnet-anime.onnx");
    sums(Checksum.of(file) + "  ./isnet-anime/isnet-anime.onnx\n");
    DetectorConfiguration preset = DetectorConfiguration.isNetAnime();
    try (SalientObjectDetector named = ModelRepository.folder(folder).detector("isnet-anime");
        SalientObjectDetector own = SalientObjectDetector.onnx(file, preset)) {
      assertEquals(own.description(), named.description());
      assertEquals(own.detect(PICTURE), named.detect(PICTURE));
    }
  }

  @Test
  void givenInpaintersWithTheirSumsThenTheyAreThoseOfTheirPresets() throws IOException {
    Path lama = put("inpainters/lama.pt", "big-lama.pt");
    Path fixed = put("inpainters/lama-fixed.onnx", "lama_fp32.onnx");
    Path miGan = put("inpainters/migan-pipeline.onnx", "mi-gan/migan_pipeline_v2.onnx");
    sums(
        "%s  big-lama.pt\n%s *lama_fp32.onnx\n%s  mi-gan/migan_pipeline_v2.onnx\n"
            .formatted(
                Checksum.of(lama),
                Checksum.of(fixed).toUpperCase(Locale.ROOT),
                Checksum.of(miGan)));
    ModelRepository models = ModelRepository.folder(folder);
    assertSame(models, "lama", Inpainter.torchScript(lama, InpainterConfiguration.lama()));
    assertSame(models, "lama-fixed", Inpainter.onnx(fixed, InpainterConfiguration.lamaFixed()));
    assertSame(models, "mi-gan", Inpainter.onnx(miGan, InpainterConfiguration.miGan()));
  }

  private static void assertSame(ModelRepository models, String name, Inpainter own) {
    float[] hole = new float[40 * 30];
    hole[20 * 40 + 7] = 1;
    Mask mask = Mask.of(40, 30, hole);
    try (own;
        Inpainter named = models.inpainter(name)) {
      assertEquals(own.description(), named.description());
      assertEquals(own.inpaint(PICTURE, mask), named.inpaint(PICTURE, mask));
    }
  }

  @Test
  void givenAFileUnderAPublishedNameWithAnotherSumThenItIsNotOpened() throws IOException {
    Path file = put("detectors/u2net.onnx", "u2net.onnx");
    ModelRepository models = ModelRepository.folder(folder);
    for (String part : Set.of("60024c5c889badc19c04ad937298a77b", Checksum.md5(file))) {
      assertMessage(assertThrows(WeightsException.class, () -> models.detector("u2net")), part);
    }
    sums("0".repeat(64) + "  u2net.onnx\n");
    ModelRepository told = ModelRepository.folder(folder);
    assertMessage(
        assertThrows(WeightsException.class, () -> told.detector("u2net")), Checksum.of(file));
  }

  @Test
  void givenNoPublishedSumThenTheNameIsEnough() throws IOException {
    Path file = put("detectors/ben2.onnx", "BEN2_Base.onnx");
    assertEquals(file, ModelRepository.folder(folder).find("ben2"));
  }

  @Test
  void givenAModelOfTheUsersOwnThenItsPathFindsItAndItsSumsAreCompared() throws IOException {
    Path part = Files.createDirectories(folder.resolve("my-model/unet"));
    Path file = Files.writeString(part.resolve("config.json"), "{}");
    ModelRepository unknown = ModelRepository.folder(folder);
    assertEquals(folder.resolve("my-model"), unknown.find("my-model"));
    assertEquals(file, unknown.find("my-model/unet/config.json"));
    sums(Checksum.of(file) + "  my-model/unet/config.json\n" + "0".repeat(64) + "  my-model2\n");
    ModelRepository right = ModelRepository.folder(folder);
    assertEquals(folder.resolve("my-model"), right.find("my-model"));
    Files.writeString(file, "{ }");
    assertThrows(WeightsException.class, () -> right.find("my-model"));
    assertThrows(WeightsException.class, () -> right.find("my-model/unet/config.json"));
  }

  @Test
  void givenSumsOfAFileThatIsNotThereThenTheFolderIsIncomplete() throws IOException {
    Files.createDirectories(folder.resolve("my-model"));
    sums("0".repeat(64) + "  my-model/model_index.json\n");
    assertMessage(
        assertThrows(WeightsException.class, () -> ModelRepository.folder(folder).find("my-model")),
        "model_index.json");
  }

  @Test
  void givenNothingOfANameThenTheMessageSaysWhereItBelongsAndWhatIsThere() throws IOException {
    put("detectors/u2net.onnx", "u2net.onnx");
    ModelRepository models = ModelRepository.folder(folder);
    WeightsException error = assertThrows(WeightsException.class, () -> models.inpainter("mi-gan"));
    assertMessage(error, "migan_pipeline_v2.onnx");
    assertMessage(error, "[u2net]");
    assertThrows(WeightsException.class, () -> models.find("stable-diffusion"));
    Path absent = folder.resolve("absent");
    assertMessage(
        assertThrows(WeightsException.class, () -> ModelRepository.folder(absent)),
        absent.toString());
  }

  @Test
  void givenANameOfAnotherKindThenTheNamesOfThisKindAreListed() {
    ModelRepository models = ModelRepository.folder(folder);
    assertMessage(
        assertThrows(IllegalArgumentException.class, () -> models.detector("lama")), "silueta");
    assertMessage(
        assertThrows(IllegalArgumentException.class, () -> models.inpainter("u2net")),
        "[lama, lama-fixed, mi-gan]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "a/../../secret",
        "/etc/passwd",
        "..",
        ".",
        "",
        " ",
        "a//b",
        "a/",
        "C:\\x",
        "..\\secret",
        "C:x",
        "a\0b",
        "./a"
      })
  void givenAPathThatLeadsOutThenItIsRefusedWhoeverSaysIt(String path) throws IOException {
    ModelRepository models = ModelRepository.folder(folder);
    assertThrows(IllegalArgumentException.class, () -> models.find(path));
    if (!path.equals("./a")) { // as find . -type f says names
      sums("0".repeat(64) + "  " + path + "\n");
      assertThrows(WeightsException.class, () -> ModelRepository.folder(folder));
    }
  }

  @Test
  void givenSumsOfAnotherFormThenTheLineIsNamed() throws IOException {
    sums("0".repeat(64) + "  a\nMD5 (a) = 1\n");
    assertMessage(
        assertThrows(WeightsException.class, () -> ModelRepository.folder(folder)), "line 2");
    sums("0".repeat(1 << 20) + "  a\n");
    assertMessage(
        assertThrows(WeightsException.class, () -> ModelRepository.folder(folder)), "1 MB");
  }

  /** The tables are for people, the code compares: all say the same. */
  @Test
  void everyPublishedNameAndSumStandsInTheDocs() throws IOException {
    String names = Files.readString(Path.of("docs/weights.md"));
    String sums =
        Files.readString(Path.of("docs/detectors.md"))
            + Files.readString(Path.of("docs/inpainters.md"));
    for (PublishedModel model : PublishedModel.all().values()) {
      assertTrue(names.contains("`" + model.name() + "`"), model.name());
      assertTrue(sums.contains(model.checksum()), model.name());
    }
  }

  private static void assertMessage(RuntimeException error, String part) {
    String message = error.getMessage();
    assertTrue(message.contains(part), part + " is not in: " + message);
    assertEquals(1, message.lines().count(), message);
  }

  private void sums(String text) throws IOException {
    Files.writeString(folder.resolve("SHA256SUMS"), text);
  }

  private Path put(String fixture, String name) throws IOException {
    String[] parts = fixture.split("/");
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.copy(Fixture.folder(parts[0]).resolve(parts[1]), file);
  }
}
