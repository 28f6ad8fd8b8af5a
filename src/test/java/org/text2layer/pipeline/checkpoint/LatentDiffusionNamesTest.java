package org.text2layer.pipeline.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.text2layer.diffusion.Prediction;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.clip.ClipTextConfiguration;
import org.text2layer.model.clip.ClipTextModel;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.TensorNames;
import org.text2layer.nn.weights.Tensors;

/** With the published structures, of which the files have the names alone. */
class LatentDiffusionNamesTest {
  @TempDir Path folder;

  /** As converters between the published files of both layouts list them. */
  @ParameterizedTest
  @CsvSource({
    "time_embed.2.bias, time_embedding.linear_2.bias",
    "input_blocks.2.0.emb_layers.1.weight, down_blocks.0.resnets.1.time_emb_proj.weight",
    "input_blocks.3.0.op.bias, down_blocks.0.downsamplers.0.conv.bias",
    "input_blocks.7.0.skip_connection.weight, down_blocks.2.resnets.0.conv_shortcut.weight",
    "input_blocks.9.0.op.weight, down_blocks.2.downsamplers.0.conv.weight",
    "input_blocks.11.0.out_layers.3.bias, down_blocks.3.resnets.1.conv2.bias",
    "output_blocks.2.1.conv.weight, up_blocks.0.upsamplers.0.conv.weight",
    "output_blocks.2.0.out_layers.0.bias, up_blocks.0.resnets.2.norm2.bias",
    "output_blocks.5.2.conv.weight, up_blocks.1.upsamplers.0.conv.weight",
    "output_blocks.8.2.conv.bias, up_blocks.2.upsamplers.0.conv.bias",
    "output_blocks.8.0.skip_connection.bias, up_blocks.2.resnets.2.conv_shortcut.bias",
    "output_blocks.9.0.in_layers.0.weight, up_blocks.3.resnets.0.norm1.weight"
  })
  void givenTheUNet_thenItsBlocksAreNumberedAsPublished(String there, String here) {
    TensorNames names = LatentDiffusionNames.unet(UNetConfiguration.stableDiffusion1());
    assertEquals(Set.of(here), names.in(file(Set.of(there))).names());
  }

  @ParameterizedTest
  @EnumSource(CheckpointFamily.class)
  void givenAllNamesOfAFile_thenTheyAreThoseOfTheNetworks(CheckpointFamily family) {
    JsonObject published = family.configurations();
    var unet = UNetConfiguration.fromJson(published.getAsJsonObject("unet/config.json"));
    assertSame(UNet.of(unet), LatentDiffusionNames.unet(unet));
    var pictures = AutoencoderConfiguration.fromJson(published.getAsJsonObject("vae/config.json"));
    assertSame(ImageAutoencoder.of(pictures), LatentDiffusionNames.autoencoder(pictures));
    var text =
        ClipTextConfiguration.fromJson(published.getAsJsonObject("text_encoder/config.json"));
    assertSame(ClipTextModel.of(text), family.textNames(text));
  }

  /** There and back. */
  private void assertSame(NamedBlock block, TensorNames names) {
    Set<String> parameters = block.namedParameters().keySet();
    Tensors none = names.in(file(Set.of()));
    Set<String> there =
        parameters.stream()
            .map(none::nameInFile)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    assertEquals(parameters, names.in(file(there)).names());
  }

  @Test
  void givenInpaintingsFirstConvolution_thenTheStructureHasItsChannels() {
    Set<String> names = Set.of("cond_stage_model.transformer.x");
    String first = "model.diffusion_model.input_blocks.0.0.weight";
    Path plain = write(names, Map.of(first, new Shape(320, 4, 3, 3)));
    assertEquals(4, channels(OneFileCheckpoint.open(plain, Optional.empty())));
    Path inpainting = write(names, Map.of(first, new Shape(320, 9, 3, 3)));
    assertEquals(9, channels(OneFileCheckpoint.open(inpainting, Optional.empty())));
  }

  private static int channels(OneFileCheckpoint checkpoint) {
    return checkpoint.json("unet/config.json").get("in_channels").getAsInt();
  }

  @ParameterizedTest
  @CsvSource({"model, EPSILON, 64", "model, VELOCITY, 96", "transformer, VELOCITY, 64"})
  void givenWhatItPredicts_thenTheSizeIsThatOfItsTraining(
      String textEncoder, Prediction prediction, int size) {
    Set<String> names =
        Set.of("cond_stage_model." + textEncoder + ".x", "model.diffusion_model.out.2.bias");
    var checkpoint = OneFileCheckpoint.open(write(names, Map.of()), Optional.of(prediction));
    assertEquals(size, checkpoint.json("unet/config.json").get("sample_size").getAsInt());
  }

  private Safetensors file(Set<String> names) {
    return Safetensors.open(write(names, Map.of()));
  }

  private Path write(Set<String> names, Map<String, Shape> shapes) {
    Path path = folder.resolve("names.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      NDArray one = manager.ones(new Shape(3));
      names.forEach(name -> tensors.put(name, one));
      shapes.forEach((name, shape) -> tensors.put(name, manager.ones(shape)));
      SafetensorsWriter.write(path, tensors, Map.of());
    }
    return path;
  }
}
