package org.text2layer.train.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Prediction;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.Autograd;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.Weights;
import org.text2layer.parity.Fixture;

class DiffusionLossTest {
  private static final DiffusionConfiguration PAPER = DiffusionConfiguration.paper();

  private static DiffusionObjective objective(
      Prediction prediction, DiffusionConfiguration configuration) {
    return new DiffusionObjective(
        NoiseSchedule.stableDiffusion(),
        prediction,
        configuration,
        new Shape(2, 1, 2),
        new CaptionShape(1, 1, new float[] {-1}));
  }

  private record Result(double loss, double norm, float[] biasGradient) {}

  /** One batch of the fixture's UNet: sample and noise are the fixture's, timesteps 40 and 900. */
  private static Result backward(Prediction prediction, DiffusionConfiguration configuration) {
    Fixture fixture = Fixture.load("unet");
    try (NDManager manager = NDManager.newBaseManager()) {
      UNet unet =
          UNet.of(
              UNetConfiguration.fromJson(
                  fixture.json().getAsJsonObject("config").getAsJsonObject("unet")));
      Weights.load(unet, manager, fixture.weights());
      unet.trainIn(configuration.precision(), manager);
      List<NDArray> parameters = new ArrayList<>();
      unet.namedParameters().values().forEach(parameter -> parameters.add(parameter.getArray()));
      parameters.forEach(parameter -> parameter.setRequiresGradient(true));
      NoisyBatch batch =
          NoisyBatch.of(
              objective(prediction, configuration),
              fixture.tensors().load(manager, "in.sample"),
              fixture.tensors().load(manager, "in.noise"),
              new long[] {40, 900},
              fixture.tensors().load(manager, "in.context"));
      NDList inputs = new NDList(batch.noisy(), batch.timesteps(), batch.context());
      ParameterStore store = new ParameterStore(manager, false);
      return Autograd.recording(
          () -> {
            NDArray loss = batch.loss(unet.forward(store, inputs, true).singletonOrThrow());
            NDList gradients = Autograd.create().gradients(loss, parameters);
            double squares = 0;
            for (NDArray gradient : gradients) {
              squares += gradient.square().sum().getFloat();
            }
            int bias = new ArrayList<>(unet.namedParameters().keySet()).indexOf("conv_in.bias");
            float[] first = Arrays.copyOf(gradients.get(bias).toFloatArray(), 4);
            return new Result(loss.getFloat(), Math.sqrt(squares), first);
          });
    }
  }

  /** Numbers of PyTorch 2.7.1 and diffusers 0.42.1: DDPMScheduler, UNet2DConditionModel. */
  @ParameterizedTest
  @CsvSource({
    "EPSILON, Infinity, 1.4084385633, 2.6995816231, 0.009451782, -0.034412339, -0.061657123, 0.049765792",
    "EPSILON, 5, 0.7895486355, 1.4949167967, 0.007343687, -0.023051031, -0.019044427, 0.015089410",
    "VELOCITY, Infinity, 1.4348509312, 2.6515870094, -0.000246188, -0.030819068, -0.057845704, 0.046976462",
    "VELOCITY, 5, 0.1577244550, 0.3847072721, 0.000537374, -0.003080104, -0.010017131, 0.008243143"
  })
  void givenTheFixturesUNetThenLossAndGradientsEqualDiffusers(
      Prediction prediction,
      double gamma,
      double loss,
      double norm,
      float first,
      float second,
      float third,
      float fourth) {
    Result result = backward(prediction, PAPER.withMinSnr(gamma));
    assertEquals(loss, result.loss(), 2e-6 * loss);
    assertEquals(norm, result.norm(), 2e-5 * norm);
    float[] expected = {first, second, third, fourth};
    assertArrayEquals(expected, result.biasGradient(), 2e-6f);
  }

  @Test
  void givenBfloat16ThenGradientsComeBackIn32BitsAndNearThoseOf32Bits() {
    Result full = backward(Prediction.EPSILON, PAPER);
    Result mixed = backward(Prediction.EPSILON, PAPER.withPrecision(Precision.BFLOAT16));
    assertEquals(full.loss(), mixed.loss(), 0.01 * full.loss());
    assertEquals(full.norm(), mixed.norm(), 0.05 * full.norm());
  }

  /** Hang et al. 2023: with x_0 predicted, the weight is min(SNR, γ). */
  @Property(tries = 100)
  void givenMinSnrThenBothPredictionsWeighTheSameErrorOfTheCleanLatentsEqually(
      @ForAll @IntRange(max = 999) int timestep,
      @ForAll @DoubleRange(min = 0.1, max = 20) double gamma) {
    double alphaBar = NoiseSchedule.stableDiffusion().alphaBar(timestep);
    double snr = alphaBar / (1 - alphaBar);
    double errorOfClean = 1;
    // ε̂ − ε = −√(ᾱ / (1 − ᾱ)) · (x̂_0 − x_0), and v̂ − v = −(x̂_0 − x_0) / √(1 − ᾱ).
    double epsilon =
        PAPER.withMinSnr(gamma).weight(alphaBar, Prediction.EPSILON) * snr * errorOfClean;
    double velocity =
        PAPER.withMinSnr(gamma).weight(alphaBar, Prediction.VELOCITY)
            / (1 - alphaBar)
            * errorOfClean;
    assertEquals(Math.min(snr, gamma), epsilon, 1e-9 * epsilon);
    assertEquals(Math.min(snr, gamma), velocity, 1e-9 * velocity);
  }

  @Test
  void givenSeedsThenASampleIsNoisedAloneAsInABatchAndCaptionsAreDroppedAsOften() {
    DiffusionObjective objective =
        objective(
            Prediction.EPSILON,
            new DiffusionConfiguration(0.25, Double.POSITIVE_INFINITY, 0.1, Precision.FLOAT32));
    int rows = 400;
    List<LatentSample> samples = new ArrayList<>();
    List<Long> seeds = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      float[] mean = {row, 0, 0, 0};
      samples.add(new LatentSample(mean, new float[] {1, 1, 1, 1}, new float[] {1}));
      seeds.add(row * 31L);
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      NoisyBatch all = NoisyBatch.of(manager, objective, samples, seeds);
      NoisyBatch one =
          NoisyBatch.of(manager, objective, samples.subList(7, 8), seeds.subList(7, 8));
      assertArrayEquals(one.noisy().toFloatArray(), all.noisy().get("7:8").toFloatArray());
      assertEquals(one.timesteps().getFloat(0), all.timesteps().getFloat(7));
      float meanContext = all.context().mean().getFloat();
      assertEquals(0.5, meanContext, 0.12, "a quarter of the captions is empty");
      float meanTime = all.timesteps().mean().getFloat();
      assertEquals(499.5, meanTime, 45);
    }
  }

  @Test
  void givenEpsilonWithPureNoiseThenTheObjectiveIsRefused() {
    NoiseSchedule pureNoise = NoiseSchedule.stableDiffusion().withZeroTerminalSnr();
    DiffusionObjective good = objective(Prediction.EPSILON, PAPER);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new DiffusionObjective(
                pureNoise, Prediction.EPSILON, PAPER, good.latent(), good.captions()));
  }
}
