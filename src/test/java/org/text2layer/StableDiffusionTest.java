package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.Gallery;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.Fixture;

class StableDiffusionTest {
  private static final Path TINY = Fixture.folder("tiny-stable-diffusion");
  private static final GenerationRequest APPLE =
      GenerationRequest.of("a red apple").seed(7).steps(2);

  private static StableDiffusion model;

  @TempDir Path folder;

  @BeforeAll
  static void load() {
    model = StableDiffusion.load(TINY);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void givenACaptionThenAPictureOfTheModelsSizeComesOutTheSameEachTime() {
    RgbImage picture = model.generate(APPLE);
    assertEquals(64, picture.width());
    assertEquals(64, picture.height());
    assertEquals(picture, model.generate(APPLE));
    assertNotEquals(picture, model.generate(APPLE.seed(8)));
    assertNotEquals(picture, model.generate(APPLE.negative("blurry")));
    assertNotEquals(picture, model.generate(APPLE.guidance(1)));
    assertTrue(model.toString().contains("64x64"), model.toString());
  }

  @Test
  void givenASizeThatIsNotSquareThenThePictureHasIt() {
    RgbImage picture = model.generate(APPLE.size(96, 64));
    assertEquals(96, picture.width());
    assertEquals(64, picture.height());
    assertEquals(picture, model.generateAll(APPLE.size(96, 64).count(2).batch(1)).get(0));
    assertThrows(IllegalArgumentException.class, () -> model.generate(APPLE.size(100, 64)));
  }

  @Test
  void givenARequestThenItsProvenanceSaysHowThePictureWasMade() {
    Map<String, String> provenance = model.provenance(APPLE.negative("blurry"));
    assertEquals("a red apple", provenance.get("caption"));
    assertEquals("blurry", provenance.get("negative"));
    assertEquals("7", provenance.get("seed"));
    assertEquals("DPM-Solver++ 2M Karras", provenance.get("sampler"));
    assertEquals(TINY.toString(), provenance.get("model"));
  }

  @Test
  void givenSeveralPicturesThenAListenerSeesThemAsImagesWithoutLayers() {
    List<String> seen = new ArrayList<>();
    List<Gallery> finished = new ArrayList<>();
    GenerationListener listener =
        new GenerationListener() {
          @Override
          public void onStep(GenerationListener.Step step) {
            seen.add(step.index() + "/" + step.total() + " " + step.preview().width());
          }

          @Override
          public void onFinished(Gallery pictures) {
            finished.add(pictures);
          }
        };
    List<RgbImage> pictures = model.generateAll(APPLE.count(5), listener);

    assertEquals(List.of("0/4 32", "1/4 32", "2/4 32", "3/4 32"), seen);
    assertEquals(5, pictures.size());
    assertEquals(pictures.get(4), finished.get(0).get(4).composed());
    assertEquals("11", finished.get(0).get(4).provenance().get("seed"));
    assertEquals(model.generate(APPLE.seed(11)), pictures.get(4));
  }

  @Test
  void givenCancellationsAndInterruptsThenItStopsAndNoNativeArrayStays() {
    model.generate(APPLE);
    int before = model.generator().openArrays();
    GenerationListener interrupting = step -> Thread.currentThread().interrupt();
    for (int i = 0; i < 3; i++) {
      model.generate(APPLE.negative("blurry"), GenerationListener.Step::preview);
      assertThrows(
          CancellationException.class,
          () -> model.generate(APPLE, GenerationListener.Step::cancel));
      assertThrows(CancellationException.class, () -> model.generate(APPLE, interrupting));
      assertFalse(Thread.currentThread().isInterrupted());
    }
    assertEquals(before, model.generator().openArrays());
  }

  @Test
  void givenAClosedModelThenGeneratingIsRefused() {
    StableDiffusion closed = StableDiffusion.load(TINY);
    closed.close();
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.generate("a red apple"));
  }

  @Test
  void givenNamesAndShapesOfOldPublishedFilesThenTheyGiveTheSamePicture() throws IOException {
    copyModel();
    rewrite(
        "text_encoder/model.safetensors",
        "text_encoder/model.fp16.safetensors",
        (name, tensor) -> Map.entry("text_model." + name, tensor));
    rewrite(
        "vae/diffusion_pytorch_model.safetensors",
        "vae/diffusion_pytorch_model.safetensors",
        (name, tensor) -> {
          boolean linear = name.contains(".to_") && name.endsWith(".weight");
          String old =
              name.replace(".to_q.", ".query.")
                  .replace(".to_k.", ".key.")
                  .replace(".to_v.", ".value.")
                  .replace(".to_out.0.", ".proj_attn.");
          return Map.entry(old, linear ? tensor.reshape(tensor.getShape().add(1, 1)) : tensor);
        });
    try (StableDiffusion old = StableDiffusion.load(folder)) {
      assertEquals(model.generate(APPLE), old.generate(APPLE));
    }
  }

  private interface Rewrite {
    Map.Entry<String, NDArray> apply(String name, NDArray tensor);
  }

  private void rewrite(String from, String to, Rewrite rewrite) throws IOException {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      try (Safetensors file = Safetensors.open(folder.resolve(from))) {
        for (String name : file.names()) {
          var entry = rewrite.apply(name, file.load(manager, name));
          tensors.put(entry.getKey(), entry.getValue());
        }
      }
      if (from.startsWith("text_encoder")) {
        tensors.put("text_model.embeddings.position_ids", manager.arange(77f).reshape(1, 77));
      }
      Files.delete(folder.resolve(from));
      SafetensorsWriter.write(folder.resolve(to), tensors, Map.of());
    }
  }

  @Test
  void givenMissingPartsThenAllAreListedAndPicklesExplained() throws IOException {
    copyModel();
    Files.delete(folder.resolve("model_index.json"));
    Files.delete(folder.resolve("tokenizer/merges.txt"));
    move("unet/diffusion_pytorch_model.safetensors", "unet/diffusion_pytorch_model.bin");
    move("vae/diffusion_pytorch_model.safetensors", "vae/x-00001-of-00002.safetensors");
    assertRefused(
        "model_index.json",
        "tokenizer/merges.txt",
        "its diffusion_pytorch_model.bin is a pickle",
        "safe_serialization=True",
        "vae/diffusion_pytorch_model.safetensors");
    assertRefused(folder.resolve("nowhere"), "not there");
  }

  @Test
  void givenFoldersOfOtherModelsThenTheyAreNamed() throws IOException {
    copyModel();
    Path index = folder.resolve("model_index.json");
    String good = Files.readString(index);
    Files.writeString(index, good.replace("StableDiffusionPipeline", "StableDiffusionXLPipeline"));
    assertRefused("StableDiffusionXLPipeline");
    Files.writeString(index, "{}");
    assertRefused("names nothing");
    Files.writeString(index, good);
    replace("unet/config.json", "\"in_channels\": 4", "\"in_channels\": 9");
    assertRefused("it takes 9");
    replace("unet/config.json", "\"in_channels\": 9", "\"in_channels\": 4");
    replace("unet/config.json", "\"sample_size\": 8", "\"sample_size\": 9");
    assertRefused("multiple of 4");
    replace("unet/config.json", "\"sample_size\": 9", "\"sample_size\": 8");
    replace("unet/config.json", "dim\": 16", "dim\": 24");
    assertRefused("takes width 24");
    replace("unet/config.json", "dim\": 24", "dim\": 16");
    replace("text_encoder/config.json", "49408", "49407");
    assertRefused("missing", "misshapen", "embeddings.token_embedding.weight");
    replace("vae/config.json", "\"in_channels\": 3", "\"in_channels\": 7");
    assertRefused("3 channels");
  }

  private void copyModel() throws IOException {
    try (Stream<Path> files = Files.walk(TINY)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(TINY.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private void move(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to));
  }

  private void replace(String name, String from, String to) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, Files.readString(file).replace(from, to));
  }

  private void assertRefused(String... parts) {
    assertRefused(folder, parts);
  }

  private static void assertRefused(Path folder, String... parts) {
    String message =
        assertThrows(WeightsException.class, () -> StableDiffusion.load(folder)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), part + " is not in: " + message);
    }
  }
}
