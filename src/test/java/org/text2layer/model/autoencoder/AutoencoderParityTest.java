package org.text2layer.model.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.model.Pretrained;
import org.text2layer.nn.weights.Weights;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.Fixture;

class AutoencoderParityTest {
  @Test
  void givenDiffusersWeightsThenImageAutoencoderEncodesAndDecodesAlike() {
    Fixture fixture = Fixture.load("autoencoder-kl");
    JsonObject json = fixture.json().getAsJsonObject("config").getAsJsonObject("autoencoder");
    try (NDManager manager = NDManager.newBaseManager()) {
      ImageAutoencoder autoencoder = ImageAutoencoder.of(AutoencoderConfiguration.fromJson(json));
      Weights.load(autoencoder, manager, ImageAutoencoder.currentNames(fixture.weights()));

      LatentDistribution latent = autoencoder.encode(fixture.tensors().load(manager, "in.image"));

      fixture.check("out.mean", latent.mean().toFloatArray());
      fixture.check("out.logvar", latent.logVariance().toFloatArray());
      fixture.check("out.kl", latent.divergence().toFloatArray());
      fixture.check("out.decode_mean", autoencoder.decode(latent.mean()).toFloatArray());
      NDArray other = fixture.tensors().load(manager, "in.latent");
      fixture.check("out.decode_latent", autoencoder.decode(other).toFloatArray());
    }
  }

  @Test
  void givenTheTwinsWeightsThenEveryHeadDecodesAlike() {
    Fixture fixture = Fixture.load("layered-autoencoder");
    JsonObject config = fixture.json().getAsJsonObject("config");
    AutoencoderConfiguration small =
        new AutoencoderConfiguration(
            7,
            config.getAsJsonArray("channels").asList().stream().map(JsonElement::getAsInt).toList(),
            2,
            4,
            config.get("groups").getAsInt(),
            1);
    try (NDManager manager = NDManager.newBaseManager()) {
      LayeredAutoencoder autoencoder = LayeredAutoencoder.of(small);
      Weights.load(autoencoder, manager, fixture.weights());

      LatentDistribution latent = autoencoder.encode(fixture.tensors().load(manager, "in.image"));

      fixture.check("out.mean", latent.mean().toFloatArray());
      fixture.check("out.logvar", latent.logVariance().toFloatArray());
      check(fixture, "out.decode_mean", autoencoder.decode(latent.mean()));
      NDArray other = fixture.tensors().load(manager, "in.latent");
      check(fixture, "out.decode_latent", autoencoder.decode(other));
    }
  }

  @Test
  void givenTheEmbeddedWeightsThenASampleIsEncodedAndDecodedAsByTheTwin() {
    Fixture encode = Fixture.load("layered-encode");
    Fixture decode = Fixture.load("layered-decode");
    try (NDManager manager = NDManager.newBaseManager()) {
      LayeredAutoencoder autoencoder = Pretrained.layeredAutoencoder(manager);
      NDArray layers =
          encode
              .tensors()
              .load(manager, "in.F")
              .concat(encode.tensors().load(manager, "in.B"), 1)
              .concat(encode.tensors().load(manager, "in.m").mul(2).sub(1), 1);

      LatentDistribution latent = autoencoder.encode(layers);
      encode.check("out.mean", latent.mean().toFloatArray());
      encode.check("out.logvar", latent.logVariance().toFloatArray());

      NDArray mean = encode.tensors().load(manager, "out.mean");
      check(decode, "out", autoencoder.decode(mean));
    }
  }

  @Test
  void givenDjlsForwardThenItReconstructsThroughTheMean() {
    try (NDManager manager = NDManager.newBaseManager()) {
      LayeredAutoencoder autoencoder = Pretrained.layeredAutoencoder(manager);
      NDArray layers = manager.zeros(new Shape(1, 7, 32, 32));
      float[] expected =
          autoencoder.decode(autoencoder.encode(layers).mean()).parts().get(2).toFloatArray();

      NDList outputs =
          autoencoder.forward(new ParameterStore(manager, false), new NDList(layers), false);

      assertArrayEquals(expected, outputs.get(2).toFloatArray());
      assertArrayEquals(
          outputs.getShapes(), autoencoder.getOutputShapes(new Shape[] {layers.getShape()}));
    }
  }

  @Test
  void givenAConfigurationThenItsJsonGivesItBack() {
    AutoencoderConfiguration embedded = AutoencoderConfiguration.embedded();
    assertEquals(embedded, AutoencoderConfiguration.fromJson(embedded.toJson()));
    JsonObject damaged = embedded.toJson();
    damaged.add("block_out_channels", new JsonArray());
    assertEquals(
        WeightsException.class,
        assertThrows(RuntimeException.class, () -> AutoencoderConfiguration.fromJson(damaged))
            .getClass());
  }

  private static void check(Fixture fixture, String prefix, LayeredPrediction layers) {
    List<String> names = LayerLayout.layered().names();
    for (int part = 0; part < names.size(); part++) {
      fixture.check(prefix + "." + names.get(part), layers.parts().get(part).toFloatArray());
    }
    fixture.check(prefix + ".composite", layers.composite().toFloatArray());
  }
}
