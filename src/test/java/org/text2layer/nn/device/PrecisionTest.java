package org.text2layer.nn.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.nn.Convolutions;
import org.text2layer.nn.ScriptBlock;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.Weights;

class PrecisionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "flags : fpu avx512f avx512_bf16 clflushopt, true",
    "flags : fpu amx_bf16 amx_tile, true",
    "Features : fp asimd i8mm bf16 dgh, true",
    "flags : fpu avx512f avx512bw avx512vl, false",
    "flags : fpu avx_ne_convert_bf16x, false",
    "'', false"
  })
  void givenAProcessorsFlagsThenOnlyNativeBfloat16Counts(String cpuinfo, boolean expected) {
    assertEquals(expected, Precision.isNative("processor : 0\n" + cpuinfo + "\nprocessor : 1\n"));
  }

  @Test
  void givenThisMachineThenTheBestPrecisionIsOneThatIsFastHere() {
    ComputeDevice device = ComputeDevice.best();
    Precision.FLOAT32.requireFastOn(device);
    Precision.best().requireFastOn(device);
  }

  /** Casting works on every processor; only its speed needs the native instructions. */
  @Test
  void givenBfloat16ThenAnOutputComesCloseIn32BitsAndTheBlockRefusesToTrain() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      tensors.put("weight", manager.randomNormal(new Shape(4, 2, 1, 1)));
      tensors.put("bias", manager.randomNormal(new Shape(4)));
      Path file = folder.resolve("convolution.safetensors");
      SafetensorsWriter.write(file, tensors, Map.of());
      ScriptBlock full = Convolutions.POINTWISE.of(2, 4);
      ScriptBlock narrow = Convolutions.POINTWISE.of(2, 4);
      try (Safetensors stored = Safetensors.open(file)) {
        Weights.load(full, manager, stored);
        Weights.load(narrow, manager, Precision.BFLOAT16, stored);
      }
      NDArray picture = manager.randomNormal(new Shape(1, 2, 8, 8));
      ParameterStore store = new ParameterStore(manager, false);
      NDArray expected = full.apply(store, picture, false);
      NDArray found = narrow.apply(store, picture, false);
      assertEquals(expected.getDataType(), found.getDataType());
      float difference = expected.sub(found).abs().max().getFloat();
      assertTrue(0 < difference && difference < 0.1, "differs by " + difference);
      String message =
          assertThrows(
                  IllegalStateException.class,
                  () -> narrow.forward(store, new NDList(picture), true))
              .getMessage();
      assertTrue(message.contains("train") && message.contains("bfloat16"), message);
    }
  }
}
