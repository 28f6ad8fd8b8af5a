package org.text2layer.nn.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.nn.ClassifierBlocks;
import org.text2layer.nn.DiffusionBlocks;
import org.text2layer.nn.ScriptBlock;

class WeightsTest {
  @TempDir Path folder;

  @Test
  void givenMissingUnknownAndMisshapenTensorsThenOneErrorListsThemAll() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      tensors.put("weight", manager.zeros(new Shape(3, 2)));
      tensors.put("stranger", manager.zeros(new Shape(1)));
      tensors.put("bn.num_batches_tracked", manager.zeros(new Shape(1)));
      try (Safetensors file = written(tensors)) {
        String message =
            assertThrows(
                    WeightsException.class,
                    () -> Weights.load(ClassifierBlocks.linear(2, 4), manager, file))
                .getMessage();
        assertTrue(message.contains("1 missing (bias)"), message);
        assertTrue(message.contains("weight (3, 2) instead of (4, 2)"), message);
        assertTrue(message.contains("1 unknown (stranger)"), message);
      }
    }
  }

  @Test
  void givenPointwiseWeightsForALinearLayerThenTheyFit() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      tensors.put("weight", manager.create(new float[] {1, 2}, new Shape(1, 2, 1, 1)));
      tensors.put("bias", manager.create(new float[] {10}));
      ScriptBlock linear = ClassifierBlocks.linear(2, 1);
      try (Safetensors file = written(tensors)) {
        Weights.load(linear, manager, file);
      }
      NDArray input = manager.create(new float[] {3, 4}, new Shape(1, 2));
      NDArray output = linear.apply(new ParameterStore(manager, false), input, false);
      assertArrayEquals(new float[] {21}, output.toFloatArray());
    }
  }

  @Test
  void givenALoadedBlockThenItsArraysAreWrittenUnderTheSameNames() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      tensors.put("bias", manager.create(new float[] {5}));
      tensors.put("weight", manager.create(new float[] {1, 2}, new Shape(1, 2)));
      ScriptBlock linear = ClassifierBlocks.linear(2, 1);
      try (Safetensors file = written(tensors)) {
        Weights.load(linear, manager, file);
      }
      assertEquals(tensors, new LinkedHashMap<>(Weights.of(linear)));
    }
  }

  @Test
  void givenABlockInUseForManyCallsThenItsManagersHoldNoMoreThanBefore() {
    try (NDManager manager = NDManager.newBaseManager()) {
      ScriptBlock block = DiffusionBlocks.resnet(8, 16, 4, 4, 1e-5);
      block.initialize(manager, DataType.FLOAT32, new Shape());
      int before = manager.getManagedArrays().size();
      for (int step = 0; step < 50; step++) {
        try (NDManager perStep = manager.newSubManager()) {
          ParameterStore store = new ParameterStore(perStep, false);
          NDArray time = perStep.ones(new Shape(1, 4));
          NDArray hidden = perStep.ones(new Shape(1, 8, 4, 4));
          NDArray output = block.consume(store, hidden, time, false);
          assertEquals(new Shape(1, 16, 4, 4), output.getShape());
          assertEquals(2, perStep.getManagedArrays().size(), "the time and the output");
        }
      }
      assertEquals(before, manager.getManagedArrays().size());
    }
  }

  @Test
  void givenLoadedWeightsThenTheyAreFrozenUntilTrainingAsks() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      tensors.put("bias", manager.create(new float[] {5}));
      tensors.put("weight", manager.create(new float[] {1, 2}, new Shape(1, 2)));
      ScriptBlock linear = ClassifierBlocks.linear(2, 1);
      try (Safetensors file = written(tensors)) {
        Weights.load(linear, manager, file);
      }
      Parameter weight = linear.namedParameters().get("weight");
      assertEquals(false, weight.getArray().hasGradient());
      linear.freezeParameters(false);
      assertEquals(true, weight.requiresGradient());
    }
  }

  private Safetensors written(Map<String, NDArray> tensors) {
    Path path = folder.resolve("weights.safetensors");
    SafetensorsWriter.write(path, tensors, Map.of());
    return Safetensors.open(path);
  }
}
