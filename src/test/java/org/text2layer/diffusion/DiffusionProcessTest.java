package org.text2layer.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.text2layer.diffusion.Prediction.EPSILON;
import static org.text2layer.diffusion.Prediction.VELOCITY;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.text2layer.diffusion.sampler.SamplingPlan;

/** The loop's arithmetic and its inputs; what it does to memory is in SamplingMemoryTest. */
class DiffusionProcessTest {
  private static final Shape LATENT = new Shape(4, 3, 5);
  private static final int SIZE = (int) LATENT.size();
  private static final SamplingPlan PLAN = SamplingPlan.of(NoiseSchedule.stableDiffusion(), 6);
  private static final Sampler SAMPLER = PLAN.ddim(0);

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aSeedGivesTheSamePictureAloneInABatchAndInAnyOrder() {
    Sampler noisy = PLAN.ddim(1);
    float[] alone = sample(noisy, 7);
    float[] batch = sample(noisy, 3, 7, 9);
    float[] reordered = sample(noisy, 9, 3, 7);

    assertArrayEquals(alone, picture(batch, 1));
    assertArrayEquals(alone, picture(reordered, 2));
    assertArrayEquals(picture(batch, 2), picture(reordered, 0));
    assertTrue(!Arrays.equals(picture(batch, 0), picture(batch, 1)));
  }

  @Test
  void theLoopEqualsItsStepsMadeByHand() {
    Sampler noisy = PLAN.ddim(0.5);
    Guidance guidance = new Guidance(3, 0.5);
    PictureNoise noise = PictureNoise.of(11);
    Shape batch = new Shape(1).addAll(LATENT);
    NDArray latents = manager.create(noise.gaussian(SIZE), batch);
    CleanEstimate byHand =
        (x, level) -> {
          NDArray t = manager.create(new float[] {(float) level.timestep()});
          NDArray guided = guidance.apply(standIn(x, t, text(2, 1)), standIn(x, t, text(0, 1)));
          return level.prediction().denoised(level.alphaBar(), x, guided);
        };
    for (int index = 0; index < noisy.steps(); index++) {
      Supplier<NDArray> fresh = () -> manager.create(noise.gaussian(SIZE), batch);
      latents = noisy.step(index, latents, byHand, List.of(), fresh).latents();
    }

    float[] sampled =
        new DiffusionProcess(DiffusionProcessTest::standIn, noisy, guidance)
            .sample(
                manager, text(2, 1), text(0, 1), LATENT, new long[] {11}, SamplingListener.none())
            .toFloatArray();

    assertArrayEquals(latents.toFloatArray(), sampled, 1e-4f);
  }

  @Test
  void bothGuidanceHalvesAreOneCallWithTheEmptyCaptionFirst() {
    List<float[]> contexts = new ArrayList<>();
    Denoiser recording =
        (latents, timesteps, context) -> {
          assertEquals(new Shape(4).addAll(LATENT), latents.getShape());
          assertArrayEquals(
              new float[] {timesteps.getFloat(0), timesteps.getFloat(0)},
              timesteps.get("2:").toFloatArray());
          contexts.add(context.get(":,0,0").toFloatArray());
          return latents;
        };

    new DiffusionProcess(recording, SAMPLER, Guidance.of(2))
        .sample(manager, text(5, 2), text(1, 1), LATENT, new long[2], SamplingListener.none());

    assertEquals(6, contexts.size());
    contexts.forEach(rows -> assertArrayEquals(new float[] {1, 1, 5, 5}, rows));
  }

  @Test
  void guidanceOneAsksForTheCaptionOnly() {
    Denoiser recording =
        (latents, timesteps, context) -> {
          assertEquals(2, latents.getShape().get(0));
          assertArrayEquals(new float[] {5, 5}, context.get(":,0,0").toFloatArray());
          return latents;
        };

    new DiffusionProcess(recording, SAMPLER, Guidance.of(1))
        .sample(manager, text(5, 2), text(1, 1), LATENT, new long[2], SamplingListener.none());
  }

  @Test
  void outsideOfItsNoiseLevelsGuidanceAsksForTheCaptionOnly() {
    NoiseSchedule schedule = NoiseSchedule.stableDiffusion();
    double high = schedule.sigma(SAMPLER.timestep(1));
    double low = schedule.sigma(SAMPLER.timestep(3));
    List<float[]> contexts = new ArrayList<>();
    Denoiser recording =
        (latents, timesteps, context) -> {
          assertEquals(context.getShape().get(0), latents.getShape().get(0));
          contexts.add(context.get(":,0,0").toFloatArray());
          return latents;
        };

    new DiffusionProcess(recording, SAMPLER, Guidance.of(2).between(low * 1.001, high * 1.001))
        .sample(manager, text(5, 1), text(1, 1), LATENT, new long[1], SamplingListener.none());

    float[] alone = {5};
    float[] both = {1, 5};
    List<float[]> expected = List.of(alone, both, both, alone, alone, alone);
    assertEquals(expected.size(), contexts.size());
    for (int step = 0; step < contexts.size(); step++) {
      assertArrayEquals(expected.get(step), contexts.get(step), "step " + step);
    }
  }

  @Test
  void listenersHearEachStepInOrderWithTheEstimateItWasMadeFrom() {
    List<Integer> indices = new ArrayList<>();
    List<float[]> estimates = new ArrayList<>();
    SamplingListener listener =
        step -> {
          assertEquals(6, step.total());
          indices.add(step.index());
          estimates.add(step.denoised().toFloatArray());
        };
    Denoiser findsNoNoise = (latents, timesteps, context) -> latents.mul(0);

    new DiffusionProcess(findsNoNoise, SAMPLER, Guidance.of(2))
        .sample(manager, text(5, 1), text(0, 1), LATENT, new long[] {7}, listener);

    assertEquals(IntStream.range(0, 6).boxed().toList(), indices);
    float[] noise = PictureNoise.of(7).gaussian(SIZE);
    double alpha = Math.sqrt(NoiseSchedule.stableDiffusion().alphaBar(831));
    for (int i = 0; i < SIZE; i++) {
      assertEquals(noise[i] / alpha, estimates.get(0)[i], 1e-4);
    }
  }

  @Test
  void aSamplerSeesAsManyEarlierEstimatesAsItAsksForTheLatestFirst() {
    for (int length : new int[] {0, 1, 2}) {
      List<NDArray> estimates = new ArrayList<>();
      Halving multistep =
          new Halving() {
            @Override
            public int historyLength() {
              return length;
            }

            @Override
            NDArray next(NDArray latents, NDArray denoised, List<NDArray> earlier) {
              assertEquals(Math.min(length, estimates.size()), earlier.size());
              for (int back = 0; back < earlier.size(); back++) {
                assertSame(estimates.get(estimates.size() - 1 - back), earlier.get(back));
                assertTrue(Float.isFinite(earlier.get(back).sum().getFloat()));
              }
              estimates.add(denoised);
              return latents.mul(0.5);
            }
          };

      sampleOne((x, t, c) -> x, multistep, Guidance.of(1));

      assertEquals(4, estimates.size());
    }
  }

  @Test
  void aStepMayAskTheDenoiserSeveralTimesAtLevelsOfItsOwn() {
    List<Float> asked = new ArrayList<>();
    Denoiser recording =
        (latents, timesteps, context) -> {
          assertEquals(new Shape(2).addAll(LATENT), latents.getShape());
          asked.add(timesteps.getFloat(0));
          return latents.mul(0);
        };
    Halving twice =
        new Halving() {
          @Override
          public Step step(
              int index,
              NDArray latents,
              CleanEstimate estimate,
              List<NDArray> earlier,
              Supplier<NDArray> noise) {
            NDArray first =
                estimate.denoised(latents, NoiseLevel.variancePreserving(VELOCITY, 7.5, 0.25));
            NDArray second =
                estimate.denoised(first, NoiseLevel.varianceExploding(VELOCITY, 3.25, 2));
            return new Step(second, first);
          }
        };
    List<float[]> previews = new ArrayList<>();

    float[] end =
        new DiffusionProcess(recording, twice, Guidance.of(3))
            .sample(
                manager,
                text(5, 1),
                text(0, 1),
                LATENT,
                new long[] {7},
                step -> previews.add(step.denoised().toFloatArray()))
            .toFloatArray();

    assertEquals(List.of(7.5f, 3.25f, 7.5f, 3.25f, 7.5f, 3.25f, 7.5f, 3.25f), asked);
    // Without velocity, clean latents are √ᾱ times the denoiser's input: ½, then ⅕ of the latents.
    float[] noise = PictureNoise.of(7).gaussian(SIZE);
    for (int i = 0; i < SIZE; i++) {
      assertEquals(noise[i] / 2, previews.get(0)[i], 1e-6);
      assertEquals(noise[i] / 1e4, end[i], 1e-8);
    }
  }

  @Test
  void aStepMayDrawFreshNoiseSeveralTimesEachPictureFromItsOwnSeed() {
    Halving noisy =
        new Halving() {
          @Override
          public Step step(
              int index,
              NDArray latents,
              CleanEstimate estimate,
              List<NDArray> earlier,
              Supplier<NDArray> noise) {
            NDArray first = noise.get();
            return new Step(index == 3 ? first.sub(noise.get()) : noise.get(), first);
          }
        };

    float[] end =
        new DiffusionProcess(DiffusionProcessTest::standIn, noisy, Guidance.of(1))
            .sample(
                manager, text(5, 2), text(0, 1), LATENT, new long[] {7, 9}, SamplingListener.none())
            .toFloatArray();

    for (int picture = 0; picture < 2; picture++) {
      float[] own = PictureNoise.of(7 + 2 * picture).gaussian(9 * SIZE);
      for (int i = 0; i < SIZE; i++) {
        assertEquals(own[7 * SIZE + i] - own[8 * SIZE + i], picture(end, picture)[i], 1e-6);
      }
    }
  }

  @Test
  void aSamplersScalesReachTheInitialLatentsAndTheDenoiser() {
    List<float[]> inputs = new ArrayList<>();
    Denoiser recording =
        (latents, timesteps, context) -> {
          inputs.add(latents.toFloatArray());
          assertEquals(998.5f, timesteps.getFloat(0));
          return latents;
        };
    Halving scaled =
        new Halving() {
          @Override
          public double initialScale() {
            return 8;
          }

          @Override
          NoiseLevel level() {
            return new NoiseLevel(EPSILON, 998.5, 0.5, 0.25);
          }
        };

    sampleOne(recording, scaled, Guidance.of(1));

    float[] noise = PictureNoise.of(7).gaussian(SIZE);
    for (int i = 0; i < SIZE; i++) {
      assertEquals(noise[i] * 2, inputs.get(0)[i], 1e-6);
    }
  }

  @Test
  void aSamplersResultOfAnotherShapeIsRefusedByItsName() {
    Halving cutting =
        new Halving() {
          @Override
          NDArray next(NDArray latents, NDArray denoised, List<NDArray> earlier) {
            return latents.get(":, :2");
          }
        };
    var error =
        assertThrows(
            IllegalStateException.class, () -> sampleOne((x, t, c) -> x, cutting, Guidance.of(1)));
    assertEquals(
        "Sampler halving was given latents (1, 4, 3, 5) and has to return as many values, but"
            + " returned (1, 2, 3, 5).",
        error.getMessage());
  }

  @Test
  void latentsThatAreNotFiniteStopAtTheirStep() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Denoiser breaking = (x, t, c) -> t.getFloat(0) < 500 ? x.mul(bad) : x;
      var error =
          assertThrows(
              IllegalStateException.class, () -> sampleOne(breaking, SAMPLER, Guidance.of(7.5)));
      assertTrue(error.getMessage().startsWith("Step 3 of 6 (timestep 499.0)"), error.getMessage());
    }
  }

  @Test
  void badInputIsRefusedWithASentence() {
    assertRefused("(pictures, positions, width)", text(5, 1).get(0), text(0, 1), LATENT, 1);
    assertRefused("but it has (2, 3, 8)", text(5, 3), text(0, 2), LATENT, 3);
    assertRefused("but it has (1, 3, 2)", text(5, 2), text(0, 1).get(":,:,:2"), LATENT, 2);
    assertRefused("but it has ()", text(5, 2), manager.create(1f), LATENT, 2);
    assertRefused("one seed a row", text(5, 2), text(0, 1), LATENT, 3);
    assertRefused("latent shape", text(5, 1), text(0, 1), new Shape(4, 0, 8), 1);
    assertRefused("latent shape", text(5, 1), text(0, 1), new Shape(4, -1, -1), 1);
    assertRefused("latent shape", text(5, 1), text(0, 1), new Shape(1, 4, 8, 8), 1);
    var error =
        assertThrows(
            IllegalStateException.class,
            () -> sampleOne((x, t, c) -> x.get(":1"), SAMPLER, Guidance.of(2)));
    assertTrue(error.getMessage().contains("returned (1, 4, 3, 5)"), error.getMessage());
  }

  private void assertRefused(
      String part, NDArray conditional, NDArray unconditional, Shape latent, int seeds) {
    UnaryOperator<NDArray> sampling =
        text ->
            process(SAMPLER)
                .sample(
                    manager, text, unconditional, latent, new long[seeds], SamplingListener.none());
    var error = assertThrows(IllegalArgumentException.class, () -> sampling.apply(conditional));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  private float[] sample(Sampler sampler, long... seeds) {
    return process(sampler)
        .sample(manager, text(5, seeds.length), text(1, 1), LATENT, seeds, SamplingListener.none())
        .toFloatArray();
  }

  private void sampleOne(Denoiser denoiser, Sampler sampler, Guidance guidance) {
    new DiffusionProcess(denoiser, sampler, guidance)
        .sample(manager, text(5, 1), text(0, 1), LATENT, new long[] {7}, SamplingListener.none());
  }

  private static DiffusionProcess process(Sampler sampler) {
    return new DiffusionProcess(DiffusionProcessTest::standIn, sampler, Guidance.of(2));
  }

  /** A formula in place of a network; the text shifts it. */
  private static NDArray standIn(NDArray latents, NDArray timesteps, NDArray context) {
    NDArray time = timesteps.div(200).sin().reshape(-1, 1, 1, 1);
    NDArray shift = context.get(":,0,0").mul(0.01).reshape(-1, 1, 1, 1);
    return latents.mul(time).mul(0.5).add(shift);
  }

  private NDArray text(float value, int rows) {
    return manager.full(new Shape(rows, 3, 8), value);
  }

  private static float[] picture(float[] batch, int index) {
    return Arrays.copyOfRange(batch, index * SIZE, (index + 1) * SIZE);
  }

  /** Four steps that halve the latents. */
  private static class Halving implements Sampler {
    @Override
    public String name() {
      return "halving";
    }

    @Override
    public int steps() {
      return 4;
    }

    @Override
    public double timestep(int index) {
      return level().timestep();
    }

    NoiseLevel level() {
      return NoiseLevel.variancePreserving(EPSILON, 500, 0.5);
    }

    NDArray next(NDArray latents, NDArray denoised, List<NDArray> earlier) {
      return latents.mul(0.5);
    }

    @Override
    public Step step(
        int index,
        NDArray latents,
        CleanEstimate estimate,
        List<NDArray> earlier,
        Supplier<NDArray> noise) {
      NDArray denoised = estimate.denoised(latents, level());
      return new Step(next(latents, denoised, earlier), denoised);
    }
  }
}
