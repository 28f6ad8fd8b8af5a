package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.image.export.LayerArchiveReader;
import org.text2layer.image.export.LayerArchiveWriter;
import org.text2layer.image.export.OpenRasterWriter;
import org.text2layer.metrics.layers.CompositingError;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.TinyLayerDiffuse;

/** Tiny made-up weights; that the networks are the reference's is LayerDiffuseParityTest's. */
class LayerDiffusionTest {
  private static final GenerationRequest APPLE =
      GenerationRequest.of("a red apple on a wooden table").seed(7).steps(2);
  private static final LayerCaptions LAYERS = new LayerCaptions("a red apple", "a wooden table");

  @TempDir static Path weights;

  private static StableDiffusion plain;
  private static LayerDiffusion model;

  @TempDir Path folder;

  @BeforeAll
  static void load() throws IOException {
    TinyLayerDiffuse.write(weights);
    plain = StableDiffusion.load(TinyLayerDiffuse.STABLE_DIFFUSION);
    model = LayerDiffusion.load(plain, weights);
  }

  @AfterAll
  static void close() {
    model.close();
    plain.close();
  }

  @Test
  void givenACaptionALayer_whenGenerated_thenLayersRecomposeAndAreExported() throws IOException {
    LayeredImage picture = model.generate(APPLE, LAYERS);
    assertEquals("64x64", picture.width() + "x" + picture.height());
    assertTrue(picture.mask().area() > 0.01 && picture.mask().area() < 0.99, "a soft mask");
    assertNotEquals(picture.foreground(), picture.background());
    assertEquals(0, CompositingError.of(picture, picture.composed()), 1e-6);

    Path archive = folder.resolve("picture.zip");
    LayerArchiveWriter.write(picture, archive);
    LayeredImage read = LayerArchiveReader.standard().read(archive);
    assertEquals(picture.provenance(), read.provenance());
    assertArrayEquals(picture.mask().toArray(), read.mask().toArray(), 0.5f / 255 + 1e-6f);
    assertEquals(0, CompositingError.of(read, picture.composed()), 2.0 / 255);
    Path raster = folder.resolve("picture.ora");
    OpenRasterWriter.write(picture, raster);
    try (ZipFile zip = new ZipFile(raster.toFile())) {
      assertTrue(zip.stream().anyMatch(entry -> entry.getName().equals("stack.xml")));
    }
  }

  @Test
  void givenARequest_whenGenerated_thenTheSameEachTimeAloneAndInABatchAndItSaysHow() {
    Gallery three = model.generateAll(APPLE.count(3).batch(3), LAYERS, GenerationListener.none());
    LayeredImage alone = model.generate(APPLE.seed(9), LAYERS);
    assertArrayEquals(three.get(2).composed().toArray(), alone.composed().toArray(), 1e-4f);
    assertNotEquals(three.get(0).composed(), three.get(1).composed());
    assertEquals(alone, model.generate(APPLE.seed(9), LAYERS));
    Map<String, String> provenance = alone.provenance();
    assertEquals("a red apple on a wooden table", provenance.get("caption"));
    assertEquals("a red apple", provenance.get("foreground caption"));
    assertEquals("a wooden table", provenance.get("background caption"));
    assertTrue(provenance.get("model").contains(weights.toString()), provenance::toString);
  }

  @Test
  void givenFramesThatDoNotAttendToEachOther_whenOneCaptionChanges_thenItsLayerAloneDoes()
      throws IOException {
    TinyLayerDiffuse.write(folder, 0);
    try (LayerDiffusion apart = LayerDiffusion.load(plain, folder)) {
      LayeredImage first = apart.generate(APPLE, LAYERS);
      LayeredImage foreground =
          apart.generate(APPLE, new LayerCaptions("a pear", "a wooden table"));
      assertNotEquals(first.foreground(), foreground.foreground());
      assertEquals(first.background(), foreground.background());
      LayeredImage background = apart.generate(APPLE, new LayerCaptions("a red apple", "a beach"));
      assertEquals(first.cutOut(), background.cutOut());
      assertNotEquals(first.background(), background.background());
      LayeredImage whole = apart.generate(APPLE.caption("a pear on a beach"), LAYERS);
      assertEquals(first.cutOut(), whole.cutOut());
      assertEquals(first.background(), whole.background());
    }
    LayeredImage together = model.generate(APPLE, LAYERS);
    LayeredImage other = model.generate(APPLE, new LayerCaptions("a pear", "a wooden table"));
    assertNotEquals(together.background(), other.background());
  }

  @Test
  void givenOneCaption_whenGenerated_thenAllLayersHaveIt() {
    String caption = APPLE.caption();
    LayeredImage each = model.generate(APPLE, new LayerCaptions(caption, caption));
    LayeredImage one = model.generate(APPLE);
    assertEquals(each.composed(), one.composed());
    assertFalse(one.provenance().containsKey("foreground caption"));
  }

  @Test
  void givenAForegroundAlone_whenGenerated_thenItLiesOverGreyAndTakesNoCaptionsOfLayers() {
    try (LayerDiffusion single = LayerDiffusion.loadForeground(plain, weights)) {
      LayeredImage picture = single.generate(APPLE);
      assertEquals(RgbImage.filled(64, 64, 0.5f, 0.5f, 0.5f), picture.background());
      assertTrue(picture.mask().area() > 0.01 && picture.mask().area() < 0.99, "a soft mask");
      assertThrows(IllegalArgumentException.class, () -> single.generate(APPLE, LAYERS));
    }
  }

  @Test
  void givenAListener_whenGenerated_thenItPreviewsTheBlendAtHalfSize() {
    List<String> seen = new ArrayList<>();
    GenerationListener listener =
        step -> seen.add(step.preview().layers().size() + " layers, " + step.preview().width());
    model.generateAll(APPLE, LAYERS, listener);
    assertEquals(List.of("0 layers, 32", "0 layers, 32"), seen);
  }

  @Test
  void givenCancellationsAndInterrupts_whenGenerated_thenItStopsAndNoNativeArrayStays() {
    model.generate(APPLE, LAYERS);
    int before = model.openArrays();
    int below = plain.generator().openArrays();
    GenerationListener interrupting = step -> Thread.currentThread().interrupt();
    for (int i = 0; i < 3; i++) {
      model.generateAll(APPLE.negative("blurry"), LAYERS, GenerationListener.Step::preview);
      assertThrows(
          CancellationException.class,
          () -> model.generateAll(APPLE, GenerationListener.Step::cancel));
      assertThrows(
          CancellationException.class, () -> model.generateAll(APPLE, LAYERS, interrupting));
      assertFalse(Thread.currentThread().isInterrupted());
    }
    assertEquals(before, model.openArrays());
    assertEquals(below, plain.generator().openArrays());
  }

  @Test
  void givenLayers_whenReconstructed_thenTheTransparencyWasEncodedToo() throws IOException {
    LayeredImage layers = EmojiScenes.test().sample(3).layers().resized(64, 64, Resampling.BOX);
    LayeredImage made = model.reconstruct(layers);
    assertEquals(64, made.width());
    LayeredImage opaque =
        LayeredImage.twoLayer(layers.foreground(), layers.background(), layers.mask().times(0.5));
    assertNotEquals(made.cutOut(), model.reconstruct(opaque).cutOut());
    assertThrows(
        IllegalArgumentException.class,
        () -> model.reconstruct(layers.resized(96, 64, Resampling.BOX)));

    TinyLayerDiffuse.write(folder);
    Files.delete(folder.resolve("layer_sd15_vae_transparent_encoder.safetensors"));
    try (LayerDiffusion without = LayerDiffusion.load(plain, folder)) {
      IllegalStateException error =
          assertThrows(IllegalStateException.class, () -> without.reconstruct(layers));
      assertTrue(error.getMessage().contains("layer_sd15_vae_transparent_encoder"));
    }
  }

  @Test
  void givenASizeThatTheTransparentDecoderCannotHalve_whenGenerated_thenItIsRefusedFirst() {
    assertThrows(IllegalArgumentException.class, () -> model.generate(APPLE.size(96, 64)));
    assertEquals(128, model.generate(APPLE.size(128, 64).steps(1)).width());
  }

  @Test
  void givenAClosedModel_whenGenerated_thenItIsRefusedAndStableDiffusionStays() {
    StableDiffusion own = StableDiffusion.load(TinyLayerDiffuse.STABLE_DIFFUSION);
    LayerDiffusion first = LayerDiffusion.load(own, weights);
    first.close();
    assertThrows(IllegalStateException.class, () -> first.generate(APPLE));
    assertEquals(64, own.generate(APPLE).width());
    try (LayerDiffusion second = LayerDiffusion.load(own, weights)) {
      own.close();
      assertThrows(IllegalStateException.class, () -> second.generate(APPLE));
    }
    assertThrows(IllegalStateException.class, () -> LayerDiffusion.load(own, weights));
  }

  @Test
  void givenTensorsOfAnotherStructure_whenLoaded_thenOneMessageHasTheFilesOwnNames()
      throws IOException {
    TinyLayerDiffuse.write(folder);
    String lost = "hookers.layers.12.temporal_o.bias";
    String narrow = "hookers.layers.3.to_k_lora.2.down.weight";
    rewrite("layer_sd15_joint", lost, narrow, "kwargs_encoder.blocks_0.0.weight");
    rewrite(
        "layer_sd15_vae_transparent_decoder",
        "latent_conv_in.bias",
        "conv_out.bias",
        "mid_block.stranger");
    WeightsException error =
        assertThrows(WeightsException.class, () -> LayerDiffusion.load(plain, folder));
    for (String part :
        List.of(
            "layer_sd15_joint.safetensors",
            "layer_sd15_vae_transparent_decoder.safetensors",
            "2 missing (" + lost + ", latent_conv_in.bias)",
            narrow + " (1) instead of (3, 16)",
            "conv_out.bias (1) instead of (4)",
            "2 unknown (kwargs_encoder.blocks_0.0.weight, mid_block.stranger)")) {
      assertTrue(error.getMessage().contains(part), part + " is not in: " + error.getMessage());
    }
  }

  @Test
  void givenAFolderWithoutAFile_whenLoaded_thenTheMessageNamesAllThatIsMissing()
      throws IOException {
    Files.writeString(folder.resolve("layer_sd15_joint.ckpt"), "any");
    WeightsException error =
        assertThrows(WeightsException.class, () -> LayerDiffusion.load(plain, folder));
    for (String part :
        List.of("layer_sd15_joint.safetensors", "a pickle", "transparent_decoder.safetensors")) {
      assertTrue(error.getMessage().contains(part), part + " is not in: " + error.getMessage());
    }
  }

  private void rewrite(String file, String lost, String narrow, String stranger)
      throws IOException {
    Path path = folder.resolve(file + ".safetensors");
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      try (Safetensors stored = Safetensors.open(path)) {
        stored.names().forEach(name -> tensors.put(name, stored.load(manager, name)));
      }
      tensors.remove(lost);
      NDArray one = manager.ones(new Shape(1));
      tensors.put(narrow, one);
      tensors.put(stranger, one);
      Files.delete(path);
      SafetensorsWriter.write(path, tensors, Map.of());
    }
  }
}
