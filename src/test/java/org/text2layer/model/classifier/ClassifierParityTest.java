package org.text2layer.model.classifier;

import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.model.Pretrained;
import org.text2layer.nn.ClassifierBlocks;
import org.text2layer.nn.ScriptBlock;
import org.text2layer.nn.weights.Weights;
import org.text2layer.parity.Fixture;

class ClassifierParityTest {
  @Test
  void givenTheEmbeddedWeightsThenScoresAndFeaturesEqualTimms() {
    Fixture fixture = Fixture.load("efficientnet-lite0");
    try (NDManager manager = NDManager.newBaseManager()) {
      EfficientNet network = Pretrained.efficientNetLite0(manager);
      NDArray picture = fixture.tensors().load(manager, "in.image");

      fixture.check("out.logits", network.logits(picture).toFloatArray());
      fixture.check("out.pooled", network.pooled(picture).toFloatArray());
      List<NDArray> stages = network.features(new ParameterStore(manager, false), picture, false);
      for (int stage = 0; stage < stages.size(); stage++) {
        NDArray pixels = stages.get(stage).flatten(2, 3).squeeze(0);
        NDArray mean = pixels.mean(new int[] {1}, true);
        NDArray deviation = pixels.sub(mean).square().mean(new int[] {1}).sqrt();
        fixture.check("out.stage." + stage + ".mean", mean.toFloatArray());
        fixture.check("out.stage." + stage + ".std", deviation.toFloatArray());
      }
    }
  }

  @Test
  void givenB0sBlockOnEvenAndOddSizesThenItEqualsTimms() {
    Fixture fixture = Fixture.load("mbconv");
    JsonObject config = fixture.json().getAsJsonObject("config");
    try (NDManager manager = NDManager.newBaseManager()) {
      ScriptBlock block =
          ClassifierBlocks.invertedResidual(
              ClassifierBlocks.MobileStyle.TENSORFLOW,
              config.get("in_channels").getAsInt(),
              config.get("out_channels").getAsInt(),
              config.get("expanded").getAsInt(),
              config.get("kernel").getAsInt(),
              config.get("stride").getAsInt(),
              config.get("squeeze").getAsInt());
      Weights.load(block, manager, fixture.weights());
      for (String size : List.of("even", "odd")) {
        NDArray input = fixture.tensors().load(manager, "in." + size);
        NDArray output = block.apply(new ParameterStore(manager, false), input, false);
        fixture.check("out." + size, output.toFloatArray());
      }
    }
  }

  @Test
  void givenAFeatureExtractorThenAskingForClassesIsRefused() {
    try (NDManager manager = NDManager.newBaseManager()) {
      EfficientNet features = EfficientNet.featureExtractor(EfficientNetConfiguration.lite0());
      NDArray nothing = manager.zeros(new Shape(1, 3, 32, 32));
      features.initialize(manager, DataType.FLOAT32, nothing.getShape());
      assertThrows(IllegalStateException.class, () -> features.logits(nothing));
    }
  }
}
