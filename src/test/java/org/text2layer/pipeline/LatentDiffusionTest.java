package org.text2layer.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.text2layer.diffusion.Denoiser;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.SamplingListener;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.pipeline.TinyPipelines.Letters;

class LatentDiffusionTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private LatentDiffusion layered() {
    return TinyPipelines.of(manager, TinyPipelines.space(LatentSpace.Kind.LAYERED, manager));
  }

  private static NDArray sample(
      LatentDiffusion pipeline, NDManager scope, List<String> captions, PictureSize size) {
    long[] seeds = IntStream.range(0, captions.size()).mapToLong(i -> 7 + i).toArray();
    return pipeline.sample(
        scope,
        pipeline.encode(scope, captions, ""),
        size,
        seeds,
        pipeline.sampler(SamplerFactory.ddim(), 3),
        Guidance.of(4),
        SamplingListener.none());
  }

  @Test
  void givenASizeThatIsNotSquareThenItsPicturesHaveItAndEachIsThatOfItsSeedAlone() {
    LatentDiffusion pipeline = layered();
    PictureSize wide = new PictureSize(32, 12);
    NDArray both = sample(pipeline, manager, List.of("a pear", "an apple"), wide);
    NDArray alone = sample(pipeline, manager, List.of("a pear"), wide);

    LayeredImage picture = pipeline.space().decode(both).get(1);
    assertEquals(32, picture.width());
    assertEquals(12, picture.height());
    assertArrayEquals(alone.toFloatArray(), both.get("0:1").toFloatArray(), 1e-5f);
  }

  @Test
  void givenASizeThatIsNoMultipleThenTheSentenceNamesOneThatIs() {
    LatentDiffusion pipeline = layered();
    assertEquals(4, pipeline.multiple());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> sample(pipeline, manager, List.of("a pear"), new PictureSize(18, 12)))
            .getMessage();
    assertTrue(message.contains("multiples of 4") && message.contains("came 18x12"), message);
    assertTrue(message.contains("20x12") || message.contains("16x12"), message);
    assertThrows(IllegalArgumentException.class, () -> new PictureSize(1 << 20, 4));
  }

  @Test
  void givenADenoiserThatThrowsInTheMiddleThenItsExceptionComesOutAndNoArrayStays() {
    LatentDiffusion pipeline = layered();
    int[] calls = {0};
    Denoiser broken =
        (latents, timesteps, context) -> {
          latents.getManager().zeros(latents.getShape());
          if (calls[0]++ == 1) {
            throw new IllegalStateException("broken on purpose");
          }
          return pipeline.unet().predict(latents, timesteps, context);
        };
    int before = manager.getManagedArrays().size();
    var sampler = pipeline.sampler(SamplerFactory.ddim(), 3);
    String message =
        assertThrows(
                IllegalStateException.class,
                () ->
                    pipeline
                        .withDenoiser(broken)
                        .generate(
                            manager, List.of("a pear"), new long[] {1}, sampler, Guidance.of(3)))
            .getMessage();
    assertEquals("broken on purpose", message);
    assertEquals(before, manager.getManagedArrays().size());
  }

  @Test
  void givenPicturesThenTheMeasuredScaleGivesLatentsADeviationOfOne() {
    SplittableRandom random = new SplittableRandom(3);
    List<LayeredImage> pictures =
        IntStream.range(0, 20)
            .mapToObj(
                i -> {
                  RgbImage one = RgbImage.filled(16, 16, (float) random.nextDouble(), 0, 1);
                  RgbImage two = RgbImage.filled(16, 16, 0, (float) random.nextDouble(), 0.5f);
                  return LayeredImage.twoLayer(
                      one, two, Mask.filled(16, 16, (float) random.nextDouble()));
                })
            .toList();
    LatentSpace space = LatentSpace.measured(TinyPipelines.layered(manager, 1), pictures);
    NDArray means = space.encode(manager, pictures).mean();
    double deviation = means.sub(means.mean()).square().mean().sqrt().getFloat();
    assertEquals(1, deviation, 1e-4);
    LayeredImage back = space.decode(means).get(3);
    LayeredAutoencoder network = TinyPipelines.layered(manager, 1);
    NDArray raw = network.encode(PictureTensors.ofLayers(manager, space.layout(), pictures)).mean();
    LayeredImage expected = PictureTensors.toLayers(network.decode(raw).parts()).get(3);
    assertEquals(expected.foreground().value(3, 3, 0), back.foreground().value(3, 3, 0), 1e-5f);
  }

  @Test
  void givenOtherWeightsOrAnotherEncoderThenTheDescriptionDiffers() {
    LatentDiffusion one = layered();
    LatentSpace otherWeights = LatentSpace.layered(TinyPipelines.layered(manager, 9));
    assertNotEquals(one.space().description(), otherWeights.description());
    assertEquals(one.description(), layered().description());
    LatentDiffusion otherText =
        LatentDiffusion.of(new Letters("other"), one.unet(), one.scheduler(), one.space());
    assertNotEquals(one.description(), otherText.description());
  }
}
