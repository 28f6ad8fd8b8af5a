package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.Prediction;
import org.text2layer.diffusion.Sampler;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.Fixture;
import org.text2layer.parity.PublishedModels;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.SamplerFactory;

/** Tiny random weights in every form that Stable Diffusion is published in, against diffusers. */
class PublishedStableDiffusionTest {
  private static final Path LEGACY = Fixture.folder("sd-legacy");
  private static final Path ONE_FILE = Fixture.folder("sd-single-file");
  private static final double TOLERANCE = 1e-4;

  @TempDir Path folder;

  /** The pipeline takes the size of files before diffusers 0.9 for too small, others as it is. */
  @ParameterizedTest
  @CsvSource({"sd-legacy, 512", "sd-fp16-variant, 64", "sd-sharded, 64"})
  void givenAPublishedFolder_whenSampled_thenEveryStageEqualsDiffusers(String name, int size) {
    try (StableDiffusion model = StableDiffusion.load(Fixture.folder(name));
        Safetensors expected = Safetensors.open(LEGACY.resolve("expected.safetensors"))) {
      assertEqual(new ModelFolder(LEGACY).json("expected.json"), expected, "", model);
      assertEquals(size, model.generator().pipeline().size().width());
    }
  }

  @Test
  void givenShardsOfAVariant_whenLoaded_thenTheyAreThoseOfItsIndex() throws IOException {
    PublishedModels.copy(Fixture.folder("sd-sharded"), folder);
    for (Path file : PublishedModels.files(folder.resolve("unet"))) {
      String name = file.getFileName().toString();
      if (name.endsWith(".index.json")) {
        String text = Files.readString(file).replace("model-0", "model.fp16-0");
        Files.writeString(file.resolveSibling(name.replace(".json", ".fp16.json")), text);
        Files.delete(file);
      } else if (name.contains("-of-")) {
        Files.move(file, file.resolveSibling(name.replace("model-0", "model.fp16-0")));
      }
    }
    try (StableDiffusion model = StableDiffusion.load(folder);
        Safetensors expected = Safetensors.open(LEGACY.resolve("expected.safetensors"))) {
      assertEqual(new ModelFolder(LEGACY).json("expected.json"), expected, "", model);
    }
  }

  @Test
  void givenWeightsThatWereNotAveraged_whenTheyAreAlone_thenTheyAreNotTaken() throws IOException {
    PublishedModels.copy(LEGACY, folder);
    Path plain = folder.resolve("unet/diffusion_pytorch_model.safetensors");
    Files.move(plain, folder.resolve("unet/diffusion_pytorch_model.non_ema.safetensors"));
    assertRefused("lacks unet/diffusion_pytorch_model.safetensors");
  }

  @Test
  void givenShardsThatAreNotTheIndexs_whenLoaded_thenOneMessageSaysWhich() throws IOException {
    PublishedModels.copy(Fixture.folder("sd-sharded"), folder);
    Path index = folder.resolve("unet/diffusion_pytorch_model.safetensors.index.json");
    String good = Files.readString(index);
    Files.writeString(index, good.replaceFirst("\"conv_in.bias\"", "\"conv_in.stranger\""));
    assertRefused("has conv_in.bias too", "lacks conv_in.stranger");
    Files.writeString(index, good.replaceAll("diffusion_pytorch_model-0", "../unet/model-0"));
    assertRefused("of its own folder");
    Files.writeString(index, "{}");
    assertRefused("it has no weight_map");
    Files.writeString(index, good);
    Files.delete(folder.resolve("unet/diffusion_pytorch_model-00002-of-00003.safetensors"));
    assertRefused("00002-of-00003.safetensors", "there is none");
  }

  @ParameterizedTest
  @CsvSource({"sd1, EPSILON", "sd2, EPSILON", "sd2, VELOCITY"})
  void givenACheckpoint_whenSampled_thenEveryStageEqualsDiffusers(String name, Prediction asked)
      throws IOException {
    JsonObject config = PublishedModels.checkpoint(name, folder);
    String prefix = asked == Prediction.VELOCITY ? "v_prediction." : "epsilon.";
    Path file = folder.resolve(name + ".safetensors");
    try (StableDiffusion model = StableDiffusion.load(file, Precision.FLOAT32, asked);
        Safetensors expected = Safetensors.open(ONE_FILE.resolve(name + ".expected.safetensors"))) {
      assertEqual(config, expected, prefix, model);
    }
  }

  @Test
  void givenACheckpointOfVersion2_whenItsYamlIsBeside_thenThatSaysWhatItPredicts()
      throws IOException {
    PublishedModels.checkpoint("sd2", folder);
    Path file = folder.resolve("sd2.safetensors");
    assertRefused(file, "nothing says it", "Prediction.VELOCITY");
    Path published = folder.resolve("v2-inference-v.yaml");
    Files.writeString(published, "model:\n  params:\n    parameterization: \"v\" # eps\n");
    assertEquals(Prediction.VELOCITY, prediction(file));
    Files.writeString(folder.resolve("v2-inference.yaml"), "model:\n  params:\n");
    assertRefused(file, "one inference YAML");
    Files.writeString(folder.resolve("sd2.yaml"), "model:\n  params:\n    image_size: 64\n");
    assertEquals(Prediction.EPSILON, prediction(file));
    Files.writeString(folder.resolve("sd2.yaml"), "model:\n  parameterization: x0\n");
    assertRefused(file, "it is 'x0'");
  }

  private static Prediction prediction(Path file) {
    try (StableDiffusion model = StableDiffusion.load(file)) {
      return model.generator().pipeline().scheduler().prediction();
    }
  }

  @Test
  void givenACheckpointOfAnotherStructure_whenLoaded_thenOneMessageHasTheFilesOwnNames()
      throws IOException {
    PublishedModels.checkpoint("sd2", folder);
    String unet = "model.diffusion_model.output_blocks.0.0.skip_connection.bias";
    String text = "cond_stage_model.model.transformer.resblocks.1.attn.in_proj_bias";
    String picture = "first_stage_model.decoder.up.3.block.0.norm1.weight";
    Path file = folder.resolve("sd2.safetensors");
    rewrite(
        file,
        (name, tensor) ->
            name.equals(unet)
                ? Map.of()
                : name.equals(picture)
                    ? Map.of(name, tensor.reshape(1, -1))
                    : name.equals(text)
                        ? Map.of(name, tensor.get("0:23"), name + ".lora", tensor)
                        : Map.of(name, tensor));
    assertRefused(
        Prediction.EPSILON,
        file,
        "1 missing (" + unet + ")",
        picture + " (1, 16) instead of (16)",
        text + " (23) instead of (8)",
        "1 unknown (" + text + ".lora)");
  }

  @Test
  void givenACheckpointOfInpainting_whenLoaded_thenItFillsAndIsNoModelOfPictures()
      throws IOException {
    JsonObject config = PublishedModels.checkpoint("sd1", folder);
    config.getAsJsonObject("unet").addProperty("in_channels", 9);
    new ModelFolder(folder).write("unet/config.json", config.getAsJsonObject("unet"));
    Path file = folder.resolve("sd1.safetensors");
    rewrite(
        file,
        (name, tensor) ->
            name.endsWith("input_blocks.0.0.weight")
                ? Map.of(name, tensor.tile(new long[] {1, 3, 1, 1}).get(":, :9"))
                : Map.of(name, tensor));
    assertRefused(file, "it takes 9");
    RgbImage red = RgbImage.filled(64, 64, 1, 0, 0);
    try (StableDiffusionInpainter inpainter = StableDiffusionInpainter.load(file, 2, 0)) {
      float[] half = new float[64 * 64];
      Arrays.fill(half, 0, 32 * 64, 1);
      Mask hole = Mask.of(64, 64, half);
      assertNotEquals(red, inpainter.inpaint(red, hole));
      assertTrue(inpainter.description().contains("2 steps"), inpainter::description);
    }
  }

  @Test
  void givenACheckpointWithoutATokenizerBeside_whenLoaded_thenTheMessageSaysWhatToCopy()
      throws IOException {
    Path file = folder.resolve("sd1.safetensors");
    Files.copy(ONE_FILE.resolve("sd1.safetensors"), file);
    assertRefused(file, "lacks tokenizer/vocab.json", "copy the folder 'tokenizer'");
  }

  @Test
  void givenFilesThatAreNoCheckpoints_whenLoaded_thenEachIsNamed() throws IOException {
    for (String pickle : List.of("v1-5.ckpt", "model.PT", "pytorch_model.bin")) {
      Files.writeString(folder.resolve(pickle), "any");
      assertRefused(folder.resolve(pickle), "is a pickle", "safetensors.torch.save_file");
    }
    Path part = LEGACY.resolve("unet/diffusion_pytorch_model.safetensors");
    assertRefused(part, "there are none", "give the folder");
    Path large = folder.resolve("sdxl.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray one = manager.ones(new Shape(1));
      SafetensorsWriter.write(
          large,
          Map.of("model.diffusion_model.out.2.bias", one, "conditioner.embedders.0.x", one),
          Map.of());
    }
    assertRefused(large, "Stable Diffusion XL");
  }

  private static void assertEqual(
      JsonObject config, Safetensors expected, String prefix, StableDiffusion model) {
    LatentDiffusion pipeline = model.generator().pipeline();
    try (NDManager manager = NDManager.newBaseManager()) {
      List<String> texts =
          List.of(config.get("prompt").getAsString(), config.get("negative").getAsString());
      NDArray context = pipeline.text().encode(manager, texts);
      check(expected, "context", context.toFloatArray());

      NDArray first = expected.load(manager, "z");
      NDArray timestep = manager.create(new float[] {481});
      NDArray noise = pipeline.unet().predict(first, timestep, context.get("0:1"));
      check(expected, "unet_out_at_481", noise.toFloatArray());

      Sampler sampler = pipeline.sampler(SamplerFactory.ddim(), config.get("steps").getAsInt());
      Guidance guidance = Guidance.of(config.get("guidance").getAsDouble());
      NDArray latents =
          GuidedSampling.trajectory(pipeline.unet(), sampler, guidance, context, first)
              .get(sampler.steps());
      check(expected, prefix + "latents", latents.toFloatArray());
      RgbImage picture = pipeline.space().decode(latents).get(0).backdrop();
      check(expected, prefix + "image", picture.toArray());

      String encoded = prefix.isEmpty() ? "image" : "epsilon.image";
      RgbImage seen = RgbImage.of(64, 64, expected.floats(encoded));
      NDArray mean =
          pipeline.space().encode(manager, List.of(LayeredImage.of(seen, List.of()))).mean();
      check(expected, "encoded_mean", mean.div(0.18215f).toFloatArray());
    }
  }

  private static void check(Safetensors tensors, String name, float[] found) {
    float[] expected = tensors.floats(name);
    assertEquals(expected.length, found.length, name);
    double largest = 1;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      double d = Math.abs((double) expected[i] - found[i]);
      difference = d <= difference ? difference : d; // a NaN stays
    }
    assertTrue(difference <= TOLERANCE * largest, name + " differs by " + difference);
  }

  private interface Rewrite {
    Map<String, NDArray> apply(String name, NDArray tensor);
  }

  private static void rewrite(Path path, Rewrite rewrite) throws IOException {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      try (Safetensors file = Safetensors.open(path)) {
        for (String name : file.names()) {
          tensors.putAll(rewrite.apply(name, file.load(manager, name)));
        }
      }
      Files.delete(path);
      SafetensorsWriter.write(path, tensors, Map.of());
    }
  }

  private void assertRefused(String... parts) {
    assertRefused(folder, parts);
  }

  private static void assertRefused(Path model, String... parts) {
    assertMessage(assertThrows(WeightsException.class, () -> StableDiffusion.load(model)), parts);
  }

  private static void assertRefused(Prediction prediction, Path model, String... parts) {
    assertMessage(
        assertThrows(
            WeightsException.class,
            () -> StableDiffusion.load(model, Precision.FLOAT32, prediction)),
        parts);
  }

  private static void assertMessage(WeightsException error, String... parts) {
    for (String part : parts) {
      assertTrue(error.getMessage().contains(part), part + " is not in: " + error.getMessage());
    }
  }
}
