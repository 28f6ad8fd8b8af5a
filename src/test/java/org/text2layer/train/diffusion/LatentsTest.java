package org.text2layer.train.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.pipeline.PictureSize;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;

class LatentsTest {
  private static final int SIZE = 16;

  @TempDir Path folder;

  private static LayeredSample sample(int size, float level, String caption) {
    RgbImage picture = RgbImage.filled(size, size, level, level / 2, 0);
    LayeredImage layers =
        LayeredImage.twoLayer(
            RgbImage.filled(size, size, 0, level, 0), picture, Mask.filled(size, size, level));
    return new LayeredSample(caption, picture, layers);
  }

  private static AutoencoderConfiguration structure(int channels) {
    return new AutoencoderConfiguration(channels, List.of(8, 8), 1, 4, 4, 0.5);
  }

  private static ImageAutoencoder pictures(NDManager manager) {
    ImageAutoencoder autoencoder = ImageAutoencoder.of(structure(3));
    FreshWeights.draw(autoencoder, manager, 1);
    return autoencoder;
  }

  private static LatentEncoder encoder(NDManager manager, LatentSpace space) {
    return new LatentEncoder(manager, space, new Lengths(), PictureSize.square(SIZE));
  }

  private static TrainingData<LayeredSample> samples(int count) {
    return TrainingData.of(
        "levels",
        count,
        index -> sample(SIZE, index / (float) count, "a".repeat((int) index % 3 + 1)));
  }

  @Test
  void givenThreeLatentsThenTheyAreThoseOfForegroundBackgroundAndMaskSideBySide() {
    try (NDManager manager = NDManager.newBaseManager()) {
      ImageAutoencoder autoencoder = pictures(manager);
      LatentSpace space = LatentSpace.separate(autoencoder, 0.5);
      assertEquals(12, space.channels());
      LayeredSample sample = sample(SIZE, 0.6f, "a");
      NDArray latent = space.encode(manager, List.of(sample.layers())).mean();
      LayeredImage decoded = space.decode(latent).get(0);
      List<RgbImage> parts =
          List.of(
              sample.layers().foreground(),
              sample.layers().background(),
              RgbImage.filled(SIZE, SIZE, 0.6f, 0.6f, 0.6f));
      List<float[]> found =
          List.of(
              decoded.foreground().toArray(),
              decoded.background().toArray(),
              decoded.mask().toArray());
      LatentSpace whole = LatentSpace.composed(autoencoder);
      for (int part = 0; part < 3; part++) {
        NDArray own = latent.get(new NDIndex(":, {}:{}", 4 * part, 4 * part + 4));
        NDArray alone = whole.encode(manager, List.of(flat("a", parts.get(part)).layers())).mean();
        assertArrayEquals(alone.toFloatArray(), own.toFloatArray(), 1e-5f, "part " + part);
        RgbImage picture = whole.decode(own).get(0).composed();
        float expected =
            part < 2 ? picture.value(3, 3, 1) : meanOfChannels(autoencoder, own.div(0.5));
        int at = 3 * SIZE + 3;
        assertEquals(expected, found.get(part)[part < 2 ? 3 * at + 1 : at], 1e-5f, "part " + part);
      }
    }
  }

  private static LayeredSample stack(float level) {
    LayeredSample one = sample(SIZE, level, "a");
    ImageLayer nearer =
        new ImageLayer(
            "layer 2", RgbImage.filled(SIZE, SIZE, 1, 0, level), Mask.filled(SIZE, SIZE, 0.5f));
    return new LayeredSample("a", one.picture(), one.layers().plus(nearer));
  }

  @Test
  void givenTwoLayersThenEachOfTheFivePartsHasItsOwnLatentAndComesBackFromIt() {
    try (NDManager manager = NDManager.newBaseManager()) {
      ImageAutoencoder autoencoder = pictures(manager);
      LatentSpace space = LatentSpace.separate(autoencoder, 0.5, LayerLayout.layered(2));
      assertEquals(20, space.channels());
      LayeredImage layers = stack(0.6f).layers();
      NDArray latent = space.encode(manager, List.of(layers)).mean();
      List<RgbImage> parts =
          List.of(
              layers.layers().get(0).colour(),
              layers.layers().get(1).colour(),
              layers.backdrop(),
              RgbImage.filled(SIZE, SIZE, 0.6f, 0.6f, 0.6f),
              RgbImage.filled(SIZE, SIZE, 0.5f, 0.5f, 0.5f));
      LatentSpace whole = LatentSpace.composed(autoencoder);
      for (int part = 0; part < parts.size(); part++) {
        NDArray own = latent.get(new NDIndex(":, {}:{}", 4 * part, 4 * part + 4));
        LayeredImage flat = flat("a", parts.get(part)).layers();
        float[] alone = whole.encode(manager, List.of(flat)).mean().toFloatArray();
        assertArrayEquals(alone, own.toFloatArray(), 1e-5f, "part " + part);
      }
      LayeredImage decoded = space.decode(latent).get(0);
      RgbImage nearer = whole.decode(latent.get(new NDIndex(":, 4:8"))).get(0).backdrop();
      assertEquals(nearer, decoded.layers().get(1).colour());
      NDArray farMask = latent.get(new NDIndex(":, 12:16"));
      assertEquals(
          meanOfChannels(autoencoder, farMask.div(0.5)),
          decoded.layers().get(0).mask().value(3, 3),
          1e-5f);
    }
  }

  @Test
  void givenLatentsOfTwoLayersThenTheyAreCachedAndASampleOfAnotherNumberIsRefusedByName() {
    try (NDManager manager = NDManager.newBaseManager()) {
      LayeredAutoencoder autoencoder = LayeredAutoencoder.of(structure(11));
      FreshWeights.draw(autoencoder, manager, 1);
      LatentEncoder encoder = encoder(manager, LatentSpace.layered(autoencoder));
      TrainingData<LayeredSample> stacks = TrainingData.of("stacks", 3, i -> stack(i / 4f));
      try (LatentCache cache =
          LatentCache.build(folder, stacks, encoder, LatentCache.Draw.MEAN, 1, done -> {})) {
        float[] expected = encoder.onTheFly(stacks).get(2).mean();
        assertArrayEquals(expected, cache.data().get(2).mean(), 1e-5f);
      }
      TrainingData<LayeredSample> mixed =
          TrainingData.of("mixed", List.of(stack(0.5f), sample(SIZE, 0.5f, "a")));
      String message =
          assertThrows(TrainingException.class, () -> encoder.onTheFly(mixed).get(1)).getMessage();
      assertTrue(message.contains("Expected 2 layers"), message);
      assertTrue(message.contains("'1' has 1 layers"), message);
    }
  }

  private static LayeredSample flat(String caption, RgbImage picture) {
    return new LayeredSample(caption, picture, LayeredImage.of(picture, List.of()));
  }

  /** The grey level at (3, 3) of a latent that is decoded, in [0, 1]. */
  private static float meanOfChannels(ImageAutoencoder autoencoder, NDArray latent) {
    NDArray decoded = autoencoder.decode(latent);
    float sum =
        decoded.getFloat(0, 0, 3, 3) + decoded.getFloat(0, 1, 3, 3) + decoded.getFloat(0, 2, 3, 3);
    return Math.min(1, Math.max(0, (sum / 3 + 1) / 2));
  }

  @Test
  void givenPixelsThenDecodingGivesTheLayersBack() {
    try (NDManager manager = NDManager.newBaseManager()) {
      LatentSpace space = LatentSpace.pixels();
      LayeredSample sample = sample(SIZE, 0.6f, "a");
      LayeredImage back =
          space.decode(space.encode(manager, List.of(sample.layers())).mean()).get(0);
      assertEquals(0.6f, back.mask().value(2, 2), 1e-6f);
      assertEquals(0.3f, back.background().value(2, 2, 1), 1e-6f);
      assertEquals(0.6f, back.foreground().value(2, 2, 1), 1e-6f);
    }
  }

  @Test
  void givenACacheThenItHoldsWhatTheEncoderGivesAndIsNotEncodedTwice() throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      LayeredAutoencoder autoencoder = LayeredAutoencoder.of(structure(7));
      FreshWeights.draw(autoencoder, manager, 1);
      LatentEncoder encoder = encoder(manager, LatentSpace.layered(autoencoder));
      float[] sampled;
      try (LatentCache cache =
          LatentCache.build(
              folder, samples(300), encoder, LatentCache.Draw.SAMPLED, 1, done -> {})) {
        LatentSample own = encoder.onTheFly(samples(300)).get(270);
        sampled = cache.data().get(270).mean();
        for (int i = 0; i < sampled.length; i++) {
          double deviations = (sampled[i] - own.mean()[i]) / own.deviation()[i];
          assertTrue(Math.abs(deviations) < 6, deviations + " standard deviations away");
        }
        assertFalse(Arrays.equals(own.mean(), sampled));
        assertArrayEquals(own.context(), cache.data().get(270).context());
        assertEquals(300, cache.data().size());
        assertEquals("270", cache.data().id(270));
      }
      // A build that was stopped after its first file.
      Files.delete(folder.resolve("latents-00001.safetensors"));
      Files.delete(folder.resolve("captions.safetensors"));
      var first = Files.getLastModifiedTime(folder.resolve("latents-00000.safetensors"));
      try (LatentCache cache =
          LatentCache.build(
              folder, samples(300), encoder, LatentCache.Draw.SAMPLED, 1, done -> {})) {
        assertArrayEquals(sampled, cache.data().get(270).mean(), 1e-5f);
        assertEquals(first, Files.getLastModifiedTime(folder.resolve("latents-00000.safetensors")));
      }
      LatentSpace otherScale = LatentSpace.layered(autoencoder, 0.25);
      TrainingData<LayeredSample> otherData = TrainingData.of("others", 300, samples(300)::get);
      LatentEncoder rescaled = encoder(manager, otherScale);
      assertRefused(samples(300), encoder, LatentCache.Draw.MEAN, 1);
      assertRefused(samples(300), encoder, LatentCache.Draw.SAMPLED, 2);
      assertRefused(otherData, encoder, LatentCache.Draw.SAMPLED, 1);
      assertRefused(samples(300), rescaled, LatentCache.Draw.SAMPLED, 1);
    }
  }

  private void assertRefused(
      TrainingData<LayeredSample> data, LatentEncoder encoder, LatentCache.Draw draw, long seed) {
    String message =
        assertThrows(
                TrainingException.class,
                () -> LatentCache.build(folder, data, encoder, draw, seed, done -> {}))
            .getMessage();
    assertTrue(message.contains("choose another folder"), message);
  }

  private String refusal(LayeredSample sample) {
    try (NDManager manager = NDManager.newBaseManager()) {
      LatentEncoder encoder = encoder(manager, LatentSpace.pixels());
      TrainingData<LayeredSample> data = TrainingData.of("bad", List.of(sample));
      return assertThrows(
              TrainingException.class,
              () -> LatentCache.build(folder, data, encoder, LatentCache.Draw.MEAN, 1, done -> {}))
          .getMessage();
    }
  }

  @Test
  void givenAMissingLayerAnOddSizeOrNoCaptionThenTheMessageNamesTheSample() {
    RgbImage picture = RgbImage.filled(SIZE, SIZE, 0, 0, 0);
    String flat = refusal(flat("a", picture));
    assertTrue(flat.contains("'0' has 0 layers"), flat);
    String odd = refusal(sample(SIZE - 3, 0.5f, "a"));
    assertTrue(odd.contains("sample '0' is 13x13"), odd);
    String blank = refusal(sample(SIZE, 0.5f, " "));
    assertTrue(blank.contains("that of '0' is empty"), blank);
  }
}
