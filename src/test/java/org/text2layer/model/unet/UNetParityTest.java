package org.text2layer.model.unet;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.nn.weights.Weights;
import org.text2layer.parity.Fixture;

class UNetParityTest {
  @ParameterizedTest
  @ValueSource(strings = {"unet", "unet-sd21", "unet-inpaint"})
  void givenReferenceWeightsThenPredictionAndStagesEqualDiffusers(String name) {
    Fixture fixture = Fixture.load(name);
    try (NDManager manager = NDManager.newBaseManager()) {
      UNet unet = load(fixture, manager);
      NDArray latents = fixture.tensors().load(manager, "in.sample");
      NDArray timesteps = fixture.tensors().load(manager, "in.timestep");
      NDArray context = fixture.tensors().load(manager, "in.context");

      ParameterStore store = new ParameterStore(manager, false);
      NDArray time = unet.timeEmbedding.apply(store, timesteps, false);
      fixture.check("out.stage.time_embedding", time.toFloatArray());
      NDArray hidden = unet.convIn.apply(store, latents, false);
      fixture.check("out.stage.conv_in", hidden.toFloatArray());
      for (UNetLevel.Down level : unet.down) {
        NDList states = level.forward(store, new NDList(hidden, time, context), false);
        hidden = states.get(states.size() - 1);
        if (level == unet.down.get(0)) {
          fixture.check("out.stage.down_blocks.0", hidden.toFloatArray());
        }
      }
      NDList middle = unet.middle.forward(store, new NDList(hidden, time, context), false);
      fixture.check("out.stage.mid_block", middle.head().toFloatArray());

      fixture.check("out.sample", unet.predict(latents, timesteps, context).toFloatArray());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unet", "unet-sd21", "unet-inpaint"})
  void givenAMeanSquaredLossThenGradientsEqualPyTorchs(String name) {
    Fixture fixture = Fixture.load(name);
    try (NDManager manager = NDManager.newBaseManager()) {
      UNet unet = load(fixture, manager);
      unet.freezeParameters(false);
      Map<String, Parameter> parameters = unet.namedParameters();
      NDList inputs =
          new NDList(
              fixture.tensors().load(manager, "in.sample"),
              fixture.tensors().load(manager, "in.timestep"),
              fixture.tensors().load(manager, "in.context"));
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray predicted =
            unet.forward(new ParameterStore(manager, false), inputs, true).singletonOrThrow();
        NDArray loss = predicted.sub(fixture.tensors().load(manager, "in.noise")).square().mean();
        collector.backward(loss);
        fixture.check("out.loss", loss.toFloatArray());
      }
      double squares = 0;
      for (Parameter parameter : parameters.values()) {
        squares += parameter.getArray().getGradient().square().sum().getFloat();
      }
      fixture.check("out.gradient_norm", new float[] {(float) Math.sqrt(squares)});
      for (JsonElement gradient :
          fixture.json().getAsJsonObject("config").getAsJsonArray("gradients")) {
        String parameter = gradient.getAsString();
        fixture.check(
            "out.gradient." + parameter,
            parameters.get(parameter).getArray().getGradient().toFloatArray());
      }
    }
  }

  private static UNet load(Fixture fixture, NDManager manager) {
    JsonObject json = fixture.json().getAsJsonObject("config").getAsJsonObject("unet");
    UNet unet = UNet.of(UNetConfiguration.fromJson(json));
    Weights.load(unet, manager, fixture.weights());
    return unet;
  }
}
