package org.text2layer.nn.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.nn.weights.TensorNames.Row;

class TensorNamesTest {
  private static final TensorNames TABLE =
      TensorNames.of(
          List.of(
              Row.leftAside("unused"),
              Row.parts("fused", "q.weight", "k.weight"),
              Row.of("blocks.1.0", "down.resnets.0"),
              Row.of("blocks.1", "down")));

  @TempDir Path folder;

  @Test
  void givenATable_whenNamesAreLed_thenEachTakesItsFirstRowAtADot() {
    Tensors tensors =
        TABLE.in(written("unused.bias", "blocks.1.0.bias", "blocks.1.5", "blocks.10.0", "other"));
    assertEquals(Set.of("down.resnets.0.bias", "down.5", "blocks.10.0", "other"), tensors.names());
  }

  @Test
  void givenAFusedTensor_whenReadByItsParts_thenEachHasItsRows() {
    Tensors tensors = TABLE.in(written("fused"));
    assertEquals(new Shape(2, 3), tensors.shape("k.weight"));
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, tensors.floats("q.weight"));
    try (NDManager manager = NDManager.newBaseManager()) {
      assertArrayEquals(
          new float[] {6, 7, 8, 9, 10, 11}, tensors.load(manager, "k.weight").toFloatArray());
    }
  }

  @Test
  void givenANameThatIsMissing_thenMessagesHaveTheFilesOwnName() {
    Tensors tensors = TABLE.in(TensorNames.under("model").in(written("model.other", "aside")));
    assertEquals(Set.of("other"), tensors.names());
    assertEquals("model.fused", tensors.nameInFile("k.weight"));
    assertEquals("model.blocks.1.0.bias", tensors.nameInFile("down.resnets.0.bias"));
    assertEquals("model.stranger", tensors.nameInFile("stranger"));
    String message =
        assertThrows(WeightsException.class, () -> tensors.shape("down.x")).getMessage();
    assertTrue(message.contains("'model.blocks.1.x'"), message);
  }

  @Test
  void givenOldNamesInNone_thenTheFileStaysAsItIs() {
    Tensors file = written("down.resnets.0.bias");
    assertSame(file, TABLE.ifAnyIn(file));
  }

  @Test
  void givenTheSameTensorTwice_thenTheSecondIsNamed() {
    Tensors file = written("down.x", "blocks.1.x");
    String message = assertThrows(WeightsException.class, () -> TABLE.in(file)).getMessage();
    assertTrue(message.contains("blocks.1.x"), message);
  }

  private Safetensors written(String... names) {
    Path path = folder.resolve("weights.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      for (String name : names) {
        tensors.put(name, manager.arange(12f).reshape(4, 3));
      }
      SafetensorsWriter.write(path, tensors, Map.of());
    }
    return Safetensors.open(path);
  }
}
