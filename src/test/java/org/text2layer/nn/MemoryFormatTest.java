package org.text2layer.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;

class MemoryFormatTest {
  private static final float ROUNDING = 1e-5f;

  @TempDir Path folder;

  @Test
  void givenChannelsLastThenValuesAndGradientsAreThoseOfThePlainFormat() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray picture = manager.randomNormal(new Shape(2, 3, 8, 8));
      ScriptBlock plain = Convolutions.KEEP.of(3, 8);
      ScriptBlock last = Convolutions.KEEP.channelsLast(3, 8);
      plain.initialize(manager, DataType.FLOAT32, new Shape());
      copy(plain, last);
      last.initialize(manager, DataType.FLOAT32, new Shape());
      ScriptBlock resnet = DiffusionBlocks.resnet(8, 8, 0, 4, 1e-5);
      resnet.initialize(manager, DataType.FLOAT32, new Shape());

      float[] expected = gradient(manager, picture, plain, resnet);
      float[] found = gradient(manager, picture, last, resnet);

      assertArrayEquals(expected, found, ROUNDING);
      ParameterStore store = new ParameterStore(manager, false);
      assertArrayEquals(
          resnet.apply(store, plain.apply(store, picture, false), false).toFloatArray(),
          resnet.apply(store, last.apply(store, picture, false), false).toFloatArray(),
          ROUNDING);
    }
  }

  @Test
  void givenAnArrayChannelsLastThenItIsWrittenInTheOrderOfItsShape() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray picture = manager.randomNormal(new Shape(2, 3, 4, 5));
      TorchScript last =
          TorchScript.compile(List.of("x"), "return torch.contiguous(x, memory_format=2)");
      NDArray strided = last.infer(new NDList(picture));
      Path file = folder.resolve("picture.safetensors");
      SafetensorsWriter.write(file, Map.of("picture", strided), Map.of());
      try (Safetensors stored = Safetensors.open(file)) {
        assertArrayEquals(picture.toFloatArray(), stored.floats("picture"));
      }
    }
  }

  private static void copy(ScriptBlock from, ScriptBlock to) {
    to.namedParameters()
        .forEach(
            (name, parameter) ->
                parameter.setInitializer(
                    (owner, shape, type) ->
                        owner.create(
                            from.namedParameters().get(name).getArray().toFloatArray(), shape)));
  }

  /** The gradient of the first block's weights under a loss on the second one's output. */
  private static float[] gradient(
      NDManager manager, NDArray picture, ScriptBlock first, ScriptBlock second) {
    ParameterStore store = new ParameterStore(manager, false);
    Parameter weight = first.namedParameters().get("weight");
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray output = second.apply(store, first.apply(store, picture, true), true);
      collector.backward(output.square().mean());
      float[] gradient = weight.getArray().getGradient().toFloatArray();
      collector.zeroGradients();
      return gradient;
    }
  }
}
