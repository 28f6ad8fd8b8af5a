package com.example.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.diffusion.Guidance;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.pipeline.PipelineFolder;
import org.text2layer.pipeline.PipelineKind;
import org.text2layer.pipeline.SamplerFactory;
import org.text2layer.pipeline.SchedulerConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.diffusion.LatentCache;
import org.text2layer.train.diffusion.LatentEncoder;

/** A latent space of a user's own, by public types alone: layers averaged over 8 x 8 pixels. */
class OwnLatentSpaceTest {
  private static final int SIZE = 64;

  @TempDir Path folder;

  private record Thumbnails() implements LatentSpace {
    @Override
    public String description() {
      return "thumbnails, 8 pixels a side";
    }

    @Override
    public LayerLayout layout() {
      return LayerLayout.layered();
    }

    @Override
    public int channels() {
      return layout().channels();
    }

    @Override
    public int downscale() {
      return 8;
    }

    @Override
    public LatentDistribution encode(NDManager scope, List<LayeredImage> pictures) {
      NDArray layers = PictureTensors.ofLayers(scope, layout(), pictures);
      Shape square = new Shape(8, 8);
      return LatentDistribution.exact(
          Pool.avgPool2d(layers, square, square, new Shape(0, 0), false, false));
    }

    @Override
    public List<LayeredImage> decode(NDArray latents) {
      NDArray large = latents.repeat(2, 8).repeat(3, 8);
      return PictureTensors.toLayers(layout().parts(large));
    }
  }

  private static LatentDiffusion fresh(NDManager manager, TextEncoder text) {
    LatentSpace space = new Thumbnails();
    UNet unet =
        UNet.of(
            new UNetConfiguration(
                SIZE / space.downscale(),
                space.channels(),
                space.channels(),
                List.of(8, 16),
                1,
                text.width(),
                List.of(2, 2),
                List.of(true, true),
                4,
                false));
    FreshWeights.draw(unet, manager, 0);
    unet.setTrainable(false); // as what is loaded is
    return LatentDiffusion.of(text, unet, SchedulerConfiguration.stableDiffusion(), space);
  }

  private static LayeredImage picture(LatentDiffusion pipeline, NDManager manager) {
    return pipeline
        .generate(
            manager,
            List.of("a pear"),
            new long[] {1},
            pipeline.sampler(SamplerFactory.ddim(), 2),
            Guidance.of(3))
        .get(0);
  }

  @Test
  void givenALatentSpaceOfOnesOwnThenItIsCachedSampledSavedAndLoaded() {
    try (NDManager manager = NDManager.newBaseManager();
        TextEncoder text = MiniLmTextEncoder.embedded()) {
      LatentDiffusion pipeline = fresh(manager, text);
      EmojiScenes scenes = EmojiScenes.train().resized(SIZE);
      TrainingData<LayeredSample> data = TrainingData.of("scenes", 2, scenes::sample);
      try (LatentCache latents =
          LatentCache.build(
              folder.resolve("latents"),
              data,
              LatentEncoder.of(manager, pipeline),
              LatentCache.Draw.MEAN,
              0,
              done -> {})) {
        assertEquals(7 * 8 * 8, latents.data().get(1).mean().length);
      }
      Path model = folder.resolve("model");
      PipelineFolder.of(model).write(pipeline);
      LatentDiffusion again =
          PipelineFolder.of(model)
              .withLatentSpace(new Thumbnails())
              .withTextEncoder(text)
              .read(PipelineKind.LAYERS, manager, Precision.FLOAT32);
      LayeredImage picture = picture(pipeline, manager);
      assertEquals(SIZE, picture.height());
      assertEquals(picture, picture(again, manager));
      String message =
          assertThrows(
                  WeightsException.class,
                  () ->
                      PipelineFolder.of(model)
                          .read(PipelineKind.LAYERS, manager, Precision.FLOAT32))
              .getMessage();
      assertTrue(message.contains("'thumbnails, 8 pixels a side'"), message);
    }
  }
}
