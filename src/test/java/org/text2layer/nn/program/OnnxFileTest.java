package org.text2layer.nn.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.nn.weights.WeightsException;

class OnnxFileTest {
  @TempDir Path folder;

  @Test
  void givenWeightsBesideTheModelThenTheirFileIsNamed() {
    Path file = resource("tiny-external.onnx");
    assertEquals(List.of(file.resolveSibling("weights.bin")), OnnxFile.externalData(file));
  }

  @Test
  void givenAModelWithoutItsWeightsThenTheMissingFileIsNamed() throws IOException {
    Path alone = Files.copy(resource("tiny-external.onnx"), folder.resolve("alone.onnx"));
    String message =
        assertThrows(WeightsException.class, () -> OnnxFile.externalData(alone)).getMessage();
    assertTrue(message.contains(folder.resolve("weights.bin").toString()), message);
  }

  @Test
  void givenWeightsInTheOneFileThenThereIsNoOther() {
    assertEquals(List.of(), OnnxFile.externalData(resource("tiny-half.onnx")));
  }

  /** The nested one is an initializer of a branch of an If. */
  @ParameterizedTest
  @CsvSource({
    "tiny-escaping.onnx, ../weights.bin",
    "tiny-absolute.onnx, /tmp/weights.bin",
    "tiny-nested.onnx, data/../../weights.bin",
  })
  void givenAPathOutOfTheFolderThenItIsRefusedByName(String name, String location) {
    String message =
        assertThrows(WeightsException.class, () -> OnnxFile.externalData(resource(name)))
            .getMessage();
    assertTrue(message.contains(name) && message.contains(location), message);
  }

  @Test
  void givenAFileThatIsCutAnywhereThenItEndsInOneSentenceOrWithoutAnEscape() throws IOException {
    byte[] whole = Files.readAllBytes(resource("tiny-nested.onnx"));
    Path cut = folder.resolve("cut.onnx");
    for (int length = 1; length < whole.length; length++) {
      Files.write(cut, Arrays.copyOf(whole, length));
      try {
        assertEquals(List.of(), OnnxFile.externalData(cut), "cut at " + length);
      } catch (WeightsException error) {
        assertEquals(1, error.getMessage().lines().count(), error.getMessage());
      }
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(OnnxFileTest.class.getResource("/org/text2layer/detectors/" + name).toURI());
    } catch (URISyntaxException error) {
      throw new IllegalArgumentException(error);
    }
  }
}
