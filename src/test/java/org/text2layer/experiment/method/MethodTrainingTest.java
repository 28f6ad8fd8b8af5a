package org.text2layer.experiment.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.device.Precision;
import org.text2layer.parity.TinyLayerDiffuse;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.PipelineFolder;
import org.text2layer.pipeline.PipelineKind;
import org.text2layer.train.TrainingException;
import org.text2layer.train.optimizer.AdamWConfiguration;

class MethodTrainingTest {
  private static final Sampling TWO_STEPS = new Sampling(2, 3);
  private static final List<String> CAPTIONS =
      IntStream.range(0, 20).mapToObj(number -> "a red apple, number " + number).toList();

  /** Shared, so that each method is trained once. */
  @TempDir static Path folder;

  private static TrainedMethod trained(Method method) {
    return new MethodTraining(method, TinyMethods.configuration(), 1, folder, sentence -> {})
        .trained();
  }

  private static LayeredImage picture(TrainedMethod trained) {
    return trained.generate(List.of("a pear"), new long[] {5}, TWO_STEPS).get(0);
  }

  /** What the saved model generates where the method was trained. */
  private static LayeredImage savedAndLoaded(TrainedMethod trained, Method method) {
    Path model = folder.resolve("saved").resolve(method.key());
    PipelineFolder.of(model).write(trained.pipeline());
    PipelineKind kind = method.latents().hasLayers() ? PipelineKind.LAYERS : PipelineKind.PICTURES;
    try (NDManager manager = NDManager.newBaseManager()) {
      LatentDiffusion loaded =
          PipelineFolder.of(model)
              .withTextEncoder(trained.pipeline().text())
              .read(kind, manager, Precision.FLOAT32);
      return TWO_STEPS.generate(manager, loaded, List.of("a pear"), new long[] {5}).get(0);
    }
  }

  @Test
  void everyMethodOfThePaperIsTrainedFromScratchToPicturesOfItsKind() {
    for (Method method :
        List.of(
            Method.catAutoencoder(),
            Method.withoutComposedSupervision(),
            Method.separateLatents(),
            Method.wholePictures(),
            Method.widenedUnet(),
            Method.pixelSpace(),
            Method.onShare(0.5))) {
      try (TrainedMethod trained = trained(method)) {
        LayeredImage picture = picture(trained);
        assertEquals(64, picture.width(), method.name());
        assertEquals(method.latents().hasLayers() ? 1 : 0, picture.layers().size(), method.name());
        assertTrue(trained.provenance().has("diffusion"), method.name());
        assertEquals(picture, savedAndLoaded(trained, method), method.name());
      }
    }
    assertTrue(Files.isDirectory(folder.resolve("methods/sd-ae-unet-ft/seed-1/diffusion")));
    assertEquals(
        List.of("layered-no-sup-true", "layered-true", "picture-true"),
        names(folder.resolve("autoencoders")).stream().filter(n -> n.endsWith("-true")).toList());
  }

  @Test
  void givenPublishedWeights_whenAsked_thenTheMethodIsLoadedAndItsPicturesAreOfTheOthersSize()
      throws IOException {
    Path weights = folder.resolve("layerdiffuse");
    TinyLayerDiffuse.write(weights);
    Method method =
        Method.layerDiffuse(new PublishedWeights(TinyLayerDiffuse.STABLE_DIFFUSION, weights));
    MethodTraining training =
        new MethodTraining(method, TinyMethods.configuration(), 1, folder, sentence -> {});
    try (TrainedMethod loaded = training.trained()) {
      LayeredImage alone = picture(loaded);
      assertEquals("64x64", alone.width() + "x" + alone.height());
      int before = loaded.openArrays();
      List<LayeredImage> two =
          loaded.generate(List.of("an apple", "a pear"), new long[] {4, 5}, TWO_STEPS);
      assertEquals(alone, two.get(1));
      assertEquals(before, loaded.openArrays());
      assertTrue(loaded.provenance().toString().contains("transparent decoder #"));
    }
    assertFalse(Files.exists(folder.resolve("methods/layerdiffuse")));
  }

  /**
   * F is black around its object and the mask covers a fifth, B is neither: the autoencoder's heads
   * learn as much in some steps, whatever latent they decode.
   */
  @Test
  void givenAnAutoencoderOfSomeStepsThenEachLayerOfAPictureHasItsOwnLevel() {
    MethodConfiguration.TrainingStage some =
        new MethodConfiguration.TrainingStage(24, 4, 0.5, AdamWConfiguration.of(2e-2));
    MethodConfiguration configuration = TinyMethods.configuration(some);
    try (TrainedMethod trained =
        new MethodTraining(
                Method.catAutoencoder(), configuration, 1, folder.resolve("levels"), words -> {})
            .trained()) {
      LayeredImage picture = picture(trained);
      double foreground = mean(picture.foreground());
      double background = mean(picture.background());
      String levels =
          String.format(
              Locale.ROOT, "F %.2f, B %.2f, m %.2f", foreground, background, picture.mask().area());
      assertTrue(background > foreground + 0.15, levels);
      assertTrue(picture.mask().area() < 0.5, levels);
    }
  }

  private static double mean(RgbImage picture) {
    double sum = 0;
    for (float value : picture.toArray()) {
      sum += value;
    }
    return sum / picture.toArray().length;
  }

  @Test
  void automaticLayersAreTakenApartOnceAndLearnedInEqualNumbers() {
    List<String> said = new ArrayList<>();
    List<String> data = new ArrayList<>();
    for (Method.TrainingLayers layers :
        List.of(
            Method.TrainingLayers.FILTERED,
            Method.TrainingLayers.AUTOMATIC,
            Method.TrainingLayers.OTHER_DETECTOR)) {
      try (TrainedMethod trained =
          new MethodTraining(
                  Method.learningFrom(layers), TinyMethods.configuration(), 1, folder, said::add)
              .trained()) {
        data.add(
            trained.provenance().getAsJsonObject("autoencoder").getAsJsonObject("data").toString());
      }
    }
    assertEquals(List.of("embedded", "grabcut"), names(folder.resolve("layers")));
    assertEquals(3, data.stream().distinct().count(), data.toString());
    assertEquals(
        1,
        data.stream().map(each -> each.replaceAll(".*\"size\":", "")).distinct().count(),
        data.toString());
    assertEquals(
        2, said.stream().filter(each -> each.startsWith("took 24 of 24")).count(), said.toString());
  }

  @Test
  void givenATrainedMethodThenItIsNotTrainedAgainAndItsPicturesAreTheSame() {
    LayeredImage first;
    try (TrainedMethod trained = trained(Method.catAutoencoder())) {
      first = picture(trained);
    }
    List<String> said = new ArrayList<>();
    try (TrainedMethod again =
        new MethodTraining(
                Method.catAutoencoder(), TinyMethods.configuration(), 1, folder, said::add)
            .trained()) {
      assertEquals(first, picture(again));
    }
    assertEquals(List.of(), said);
  }

  @Test
  void givenPicturesThatWereLostOrDamagedThenTheSameBytesComeBack() throws IOException {
    MethodSamples samples =
        new MethodSamples(folder.resolve("lost"), "tiny", CAPTIONS, 1, TWO_STEPS);
    try (TrainedMethod trained = trained(Method.catAutoencoder())) {
      List<LayeredImage> pictures = samples.pictures(() -> trained, sentence -> {});
      assertEquals(20, pictures.size());
      Path lost = folder.resolve("lost/00003.zip");
      Path damaged = folder.resolve("lost/00017.zip");
      byte[] before = Files.readAllBytes(lost);
      Files.delete(lost);
      Files.writeString(damaged, "no archive");
      assertEquals(pictures, samples.pictures(() -> trained, sentence -> {}));
      assertArrayEquals(before, Files.readAllBytes(lost));
    }
    assertEquals(
        20,
        samples
            .pictures(
                () -> {
                  throw new AssertionError("all pictures are there");
                },
                sentence -> {})
            .size());
  }

  @Test
  void givenPicturesOfOtherCaptionsThenTheyAreNotTakenForThese() {
    Path place = folder.resolve("other");
    try (TrainedMethod trained = trained(Method.catAutoencoder())) {
      new MethodSamples(place, "tiny", CAPTIONS.subList(0, 2), 1, TWO_STEPS)
          .pictures(() -> trained, sentence -> {});
      MethodSamples other =
          new MethodSamples(place, "tiny", List.of("a lemon", "a pear"), 1, TWO_STEPS);
      String message =
          assertThrows(TrainingException.class, () -> other.pictures(() -> trained, sentence -> {}))
              .getMessage();
      assertTrue(
          message.contains("its caption is 'a red apple, number 0' and not 'a lemon'"), message);
    }
  }

  @Test
  void picturesLeaveNothingInNativeMemory() {
    try (TrainedMethod trained = trained(Method.separateLatents())) {
      picture(trained);
      int arrays = trained.openArrays();
      picture(trained);
      picture(trained);
      assertEquals(arrays, trained.openArrays());
    }
  }

  private static List<String> names(Path parent) {
    try (Stream<Path> children = Files.list(parent)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    } catch (IOException error) {
      throw new IllegalStateException(error);
    }
  }
}
