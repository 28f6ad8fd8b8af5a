package org.text2layer.train.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.text2layer.nn.Autograd;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.Weights;
import org.text2layer.parity.Fixture;
import org.text2layer.train.Direction;
import org.text2layer.train.loss.AdaptiveWeight;
import org.text2layer.train.loss.PixelLoss;

class PatchDiscriminatorParityTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givenPicturesThenTheDiscriminatorsLossesAndGradientsAreTheTwins() {
    Fixture fixture = Fixture.load("patchgan");
    JsonObject values = fixture.json().getAsJsonObject("values");
    PatchDiscriminator network = discriminator(fixture);
    AdversarialTerm.HingeLoss hinge = AdversarialTerm.HingeLoss.of();
    ParameterStore store = new ParameterStore(manager, false);
    Autograd.recording(
        () -> {
          NDArray real = network.logits(store, load(fixture, "in.real"), true);
          NDArray made = network.logits(store, load(fixture, "in.fake"), true);
          fixture.check("out.logits_real", real.toFloatArray());
          fixture.check("out.logits_fake", made.toFloatArray());
          fixture.check("out.g_loss", hinge.generator(made).toFloatArray());
          NDArray loss = hinge.discriminator(real, made);
          fixture.check("out.d_loss", loss.toFloatArray());
          JsonObject norms = values.getAsJsonObject("gradient_norms");
          Map<String, NDArray> parameters = Weights.of(network);
          List<String> names = new ArrayList<>(norms.keySet());
          NDList gradients = gradients(loss, names.stream().map(parameters::get).toList());
          for (int i = 0; i < names.size(); i++) {
            double norm = gradients.get(i).norm().getFloat();
            fixture.checkNumber(norms, "gradient_norms.", names.get(i), norm);
          }
          return null;
        });
  }

  @Test
  void givenBothGradientsAtTheOutputsThenTheAdaptiveWeightIsTheTwins() {
    Fixture fixture = Fixture.load("patchgan");
    PatchDiscriminator network = discriminator(fixture);
    ParameterStore store = new ParameterStore(manager, false);
    NDArray made = load(fixture, "in.fake");
    made.setRequiresGradient(true);
    Autograd.recording(
        () -> {
          NDArray logits = network.logits(store, made, true);
          NDArray loss = AdversarialTerm.HingeLoss.of().generator(logits);
          NDArray generator = gradients(loss, List.of(made)).get(0);
          fixture.check("out.g_gradient", generator.toFloatArray());
          NDArray l1 = PixelLoss.of(1).apply(made, load(fixture, "in.real")).sum();
          NDArray reconstruction = gradients(l1, List.of(made)).get(0);
          double weight =
              AdaptiveWeight.atOutputs()
                  .of(reconstruction.norm().getFloat(), generator.norm().getFloat());
          fixture.check("out.adaptive_weight", new float[] {(float) weight});
          return null;
        });
  }

  @Test
  void givenABatchInTrainModeThenRunningStatisticsMoveAndInInferenceTheyStay() {
    Fixture fixture = Fixture.load("patchgan");
    PatchDiscriminator network = discriminator(fixture);
    NDArray mean = Weights.of(network).get("net.3.running_mean");
    float[] before = mean.toFloatArray();
    ParameterStore store = new ParameterStore(manager, false);
    network.logits(store, load(fixture, "in.real"), false);
    assertEquals(before[0], mean.toFloatArray()[0]);
    NDArray hidden = load(fixture, "in.real");
    network.logits(store, hidden, true);
    assertEquals(new Shape(before.length), mean.getShape());
    assertNotEquals(before[0], mean.toFloatArray()[0]);
  }

  @Test
  void givenLogitsThatTheGeneratorsLossHasUsedThenTheDiscriminatorsGradientsAreThoseOfAFreshPass() {
    Fixture fixture = Fixture.load("patchgan");
    NDList fresh = discriminatorGradients(fixture, Precision.FLOAT32, false);
    NDList shared = discriminatorGradients(fixture, Precision.FLOAT32, true);
    for (int i = 0; i < fresh.size(); i++) {
      assertArrayEquals(fresh.get(i).toFloatArray(), shared.get(i).toFloatArray());
    }
  }

  @Test
  void givenBfloat16ThenTheDiscriminatorsGradientsAreIn32BitsAndPointTheSameWay() {
    Fixture fixture = Fixture.load("patchgan");
    NDList full = discriminatorGradients(fixture, Precision.FLOAT32, true);
    NDList mixed = discriminatorGradients(fixture, Precision.BFLOAT16, true);
    for (int i = 0; i < full.size(); i++) {
      NDArray exact = full.get(i);
      NDArray near = mixed.get(i);
      assertEquals(DataType.FLOAT32, near.getDataType());
      Direction.assertSame(exact, near, "convolution " + i);
    }
  }

  /** Of the convolutions' weights, by the hinge loss on the fixture's pictures. */
  private NDList discriminatorGradients(Fixture fixture, Precision precision, boolean shared) {
    PatchDiscriminator network = discriminator(fixture);
    network.trainIn(precision, manager);
    AdversarialTerm.HingeLoss hinge = AdversarialTerm.HingeLoss.of();
    ParameterStore store = new ParameterStore(manager, false);
    NDArray made = load(fixture, "in.fake");
    made.setRequiresGradient(true);
    List<NDArray> weights =
        Weights.of(network).values().stream()
            .filter(array -> array.getShape().dimension() == 4)
            .toList();
    return Autograd.recording(
        () -> {
          NDArray logits = network.logits(store, made, true);
          if (shared) {
            Autograd.create().gradientsKeepingGraph(hinge.generator(logits), List.of(made));
          }
          NDArray real = network.logits(store, load(fixture, "in.real"), true);
          return gradients(hinge.discriminator(real, logits), weights);
        });
  }

  private PatchDiscriminator discriminator(Fixture fixture) {
    int width = fixture.json().getAsJsonObject("config").get("ndf").getAsInt();
    PatchDiscriminator network = PatchDiscriminator.of(width);
    Weights.load(network, manager, fixture.weights());
    Weights.of(network)
        .forEach((name, array) -> array.setRequiresGradient(!name.contains("running_")));
    return network;
  }

  private NDList gradients(NDArray loss, List<NDArray> of) {
    return Autograd.create().gradients(loss, of);
  }

  private NDArray load(Fixture fixture, String name) {
    return fixture.tensors().load(manager, name);
  }
}
