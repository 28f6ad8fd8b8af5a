package org.text2layer.train.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.text2layer.data.LayeredSample;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.nn.Autograd;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.Weights;
import org.text2layer.parity.Fixture;
import org.text2layer.train.Direction;
import org.text2layer.train.LossTerms;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.loss.Reconstruction;
import org.text2layer.train.optimizer.AdamW;
import org.text2layer.train.optimizer.AdamWConfiguration;

/** The twin's training of a small CaT2I-AE: terms, gradients and three steps of AdamW. */
class LayeredTrainingParityTest {
  private final Fixture fixture = Fixture.load("layered-training");
  private final JsonObject config = fixture.json().getAsJsonObject("config");
  private final JsonObject values = fixture.json().getAsJsonObject("values");
  private final NDManager manager = NDManager.newBaseManager();
  private final Autograd autograd = Autograd.create();
  private final LayeredAutoencoder autoencoder = autoencoder();
  private final AutoencoderTrainingConfiguration configuration =
      AutoencoderTrainingConfiguration.standard()
          .withWeights(new LossWeights(0, config.get("kl_weight").getAsDouble(), 1, 2, 3))
          .withAdversarial(AdversarialConfiguration.none())
          .withMeanLatents();
  private final LayeredAutoencoding autoencoding =
      new LayeredAutoencoding(autoencoder, configuration);
  private final AutoencoderObjective objective =
      AutoencoderObjective.of(manager, autoencoding, Optional.empty(), configuration);
  private final ParameterGroup group =
      AutoencoderTask.layered(manager, autoencoder, configuration).groups().get(0);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givenEvalModeThenEveryTermIsTheTwins() {
    RecordedStep<LayeredSample> step = step();
    LossTerms terms = objective.measure(reconstruction(step, false));
    terms
        .values()
        .forEach((name, value) -> fixture.checkNumber(values, "out.", "loss." + name, value));
  }

  @Test
  void givenTrainModeThenTheGradientOfEveryParameterIsTheTwins() {
    RecordedStep<LayeredSample> step = step();
    learn(step);
    JsonObject norms = values.getAsJsonObject("gradient_norms");
    Map<String, NDArray> gradients = step.gradients(AutoencoderObjective.GROUP);
    double squares = 0;
    for (String name : norms.keySet()) {
      double norm = gradients.get(name).norm().getFloat();
      squares += norm * norm;
      fixture.checkNumber(norms, "gradient_norms.", name, norm);
    }
    fixture.checkNumber(values, "out.", "gradient_norm", Math.sqrt(squares));
    assertEquals(norms.size(), gradients.size());
  }

  @Test
  void givenThreeStepsThenTotalsAndRunningStatisticsAreTheTwins() {
    fixture.check("out.trajectory", trajectory("optimizer"));
    fixture.check("out.running_mean", parameter("heads.mask.1.running_mean"));
    fixture.check("out.running_var", parameter("heads.mask.1.running_var"));
  }

  @Test
  void givenThreeSmallStepsThenTotalsAndWeightsAreTheTwins() {
    fixture.check("out.small.trajectory", trajectory("small"));
    for (JsonElement name : config.getAsJsonArray("small_parameters")) {
      fixture.check("out.small.parameter." + name.getAsString(), parameter(name.getAsString()));
    }
  }

  @Test
  void givenBfloat16ThenTheLossAndEveryGradientAreNearThoseOf32Bits() {
    RecordedStep<LayeredSample> full = step();
    double loss = learn(full).total().orElseThrow();
    autoencoder.trainIn(Precision.BFLOAT16, manager);
    RecordedStep<LayeredSample> mixed = step();
    assertEquals(loss, learn(mixed).total().orElseThrow(), 0.01 * loss);
    Map<String, NDArray> exact = full.gradients(AutoencoderObjective.GROUP);
    Map<String, NDArray> near = mixed.gradients(AutoencoderObjective.GROUP);
    exact.forEach(
        (name, gradient) -> {
          NDArray other = near.get(name);
          assertEquals(DataType.FLOAT32, other.getDataType(), name);
          // A bias's gradient is a sum over all positions, of which rounding can be the most.
          if (name.endsWith(".weight")) {
            Direction.assertSame(gradient, other, name);
          }
        });
  }

  private float[] trajectory(String optimizer) {
    AdamW adam = AdamW.of(manager, RecordedStep.parameters(group), settings(optimizer));
    int steps = config.get("steps").getAsInt();
    float[] totals = new float[steps + 1];
    for (int i = 0; i <= steps; i++) {
      RecordedStep<LayeredSample> step = step();
      totals[i] = (float) (double) learn(step).total().orElseThrow();
      if (i < steps) {
        NDList gradients =
            new NDList(new ArrayList<>(step.gradients(AutoencoderObjective.GROUP).values()));
        adam.update(gradients, 1, Double.POSITIVE_INFINITY);
      }
    }
    return totals;
  }

  private LossTerms learn(RecordedStep<LayeredSample> step) {
    return Autograd.recording(() -> objective.learn(step, reconstruction(step, true)));
  }

  private RecordedStep<LayeredSample> step() {
    return new RecordedStep<>(manager, autograd, List.of(group), List.of(), 0);
  }

  private Reconstruction reconstruction(RecordedStep<LayeredSample> step, boolean training) {
    NDArray layers = load("in.F").concat(load("in.B"), 1).concat(load("in.m").mul(2).sub(1), 1);
    return autoencoding.reconstruct(
        step.store(), layers, load("in.I"), LatentDistribution::mean, training);
  }

  private LayeredAutoencoder autoencoder() {
    List<Integer> channels =
        config.getAsJsonArray("channels").asList().stream().map(JsonElement::getAsInt).toList();
    LayeredAutoencoder network =
        LayeredAutoencoder.of(
            new AutoencoderConfiguration(7, channels, 2, 4, config.get("groups").getAsInt(), 1));
    Fixture weights = Fixture.load(config.get("fixture_weights").getAsString());
    Weights.load(network, manager, weights.weights());
    return network;
  }

  private AdamWConfiguration settings(String name) {
    JsonObject json = config.getAsJsonObject(name);
    return new AdamWConfiguration(
        json.get("lr").getAsDouble(),
        json.getAsJsonArray("betas").get(0).getAsDouble(),
        json.getAsJsonArray("betas").get(1).getAsDouble(),
        json.get("eps").getAsDouble(),
        json.get("weight_decay").getAsDouble());
  }

  private float[] parameter(String name) {
    return Weights.of(autoencoder).get(name).toFloatArray();
  }

  private NDArray load(String name) {
    return fixture.tensors().load(manager, name);
  }
}
