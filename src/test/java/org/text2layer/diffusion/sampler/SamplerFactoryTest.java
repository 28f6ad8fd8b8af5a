package org.text2layer.diffusion.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Prediction;
import org.text2layer.diffusion.Sampler;
import org.text2layer.image.LayeredImage;
import org.text2layer.pipeline.SamplerFactory;
import org.text2layer.pipeline.SchedulerConfiguration;

class SamplerFactoryTest {
  /** Without DPM-Solver++ 3M, which in four steps is 2M. */
  private static final Map<String, SamplerFactory> FACTORIES = new LinkedHashMap<>();

  static {
    FACTORIES.put("DDIM", SamplerFactory.ddim());
    FACTORIES.put("DDPM", SamplerFactory.ddpm());
    FACTORIES.put("DPM-Solver++ 2M", SamplerFactory.dpmSolver());
    FACTORIES.put("DPM-Solver++ 2M Karras", SamplerFactory.dpmSolverKarras());
    FACTORIES.put("Euler", SamplerFactory.euler());
    FACTORIES.put("Euler Karras", SamplerFactory.eulerKarras());
    FACTORIES.put("Heun", SamplerFactory.heun());
    FACTORIES.put("Heun Karras", SamplerFactory.heunKarras());
  }

  @Test
  void givenTheModelsConfigurationThenEverySamplerFollowsIt() {
    SchedulerConfiguration configuration = zeroSnr(Prediction.VELOCITY);
    SamplingPlan plan =
        ReferenceSamplers.spaced(
            SamplingPlan.of(NoiseSchedule.stableDiffusion().withZeroTerminalSnr(), 8),
            TimestepSpacing.TRAILING,
            3);

    Map<SamplerFactory, Sampler> expected = new LinkedHashMap<>();
    expected.put(SamplerFactory.ddpm(), new DdpmSampler(plan, DdpmSampler.Variance.SMALL));
    expected.put(SamplerFactory.dpmSolver(), new DpmSolverSampler(plan, 2, false));
    expected.put(SamplerFactory.dpmSolverKarras(), new DpmSolverSampler(plan, 2, true));
    expected.put(SamplerFactory.dpmSolver3(), new DpmSolverSampler(plan, 3, false));
    expected.put(SamplerFactory.dpmSolver3Karras(), new DpmSolverSampler(plan, 3, true));
    expected.put(SamplerFactory.euler(), new EulerSampler(plan, false));
    expected.put(SamplerFactory.eulerKarras(), new EulerSampler(plan, true));
    expected.put(SamplerFactory.heun(), new HeunSampler(plan, false));
    expected.put(SamplerFactory.heunKarras(), new HeunSampler(plan, true));
    expected.forEach((factory, sampler) -> assertEquals(sampler, factory.create(configuration, 8)));
  }

  @Test
  void givenPureNoiseAndAModelThatPredictsItThenEverySamplerRefuses() {
    SchedulerConfiguration impossible = zeroSnr(Prediction.EPSILON);
    FACTORIES.forEach(
        (name, factory) -> {
          var error =
              assertThrows(IllegalArgumentException.class, () -> factory.create(impossible, 8));
          assertTrue(error.getMessage().contains("VELOCITY"), name + ": " + error.getMessage());
        });
  }

  @Test
  void givenFourStepsThenEverySamplerMakesItsOwnPictureWithContrast() {
    GenerationRequest apple =
        GenerationRequest.of("a red apple on a wooden table in a room").seed(7).steps(4);
    try (Text2Layer model = Text2Layer.load()) {
      LayeredImage before = model.generate(apple.steps(1));
      for (var entry : FACTORIES.entrySet()) {
        LayeredImage picture = model.generate(apple.sampler(entry.getValue()));

        assertEquals(entry.getKey(), picture.provenance().get("sampler"));
        assertNotEquals(before.composed(), picture.composed());
        double deviation = deviation(picture.background().toArray());
        assertTrue(deviation > 0.05 && deviation < 0.4, entry.getKey() + ": " + deviation);
        before = picture;
      }
    }
  }

  private static double deviation(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / values.length;
    return Math.sqrt(squares / values.length - mean * mean);
  }

  private static SchedulerConfiguration zeroSnr(Prediction prediction) {
    return new SchedulerConfiguration(
        1000,
        0.00085,
        0.012,
        SchedulerConfiguration.Curve.SCALED_LINEAR,
        prediction,
        Optional.of(TimestepSpacing.TRAILING),
        3,
        true);
  }
}
