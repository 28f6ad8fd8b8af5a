package org.text2layer.pipeline.checkpoint;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.text2layer.model.clip.ClipTextConfiguration;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.TensorNames;
import org.text2layer.nn.weights.WeightsException;

/** Which Stable Diffusion a file holds, told by its text encoder, and what no file says of it. */
enum CheckpointFamily {
  /** Version 1, with OpenAI's CLIP. */
  ONE("cond_stage_model.transformer", "stable-diffusion-1.json") {
    @Override
    TensorNames textNames(ClipTextConfiguration structure) {
      return LatentDiffusionNames.clip();
    }
  },
  /** Version 2, with OpenCLIP. */
  TWO("cond_stage_model.model", "stable-diffusion-2.json") {
    @Override
    TensorNames textNames(ClipTextConfiguration structure) {
      return LatentDiffusionNames.openClip(structure);
    }
  };

  static final String UNET = "model.diffusion_model";
  static final String AUTOENCODER = "first_stage_model";

  private final String textEncoder;
  private final String published;

  CheckpointFamily(String textEncoder, String published) {
    this.textEncoder = textEncoder;
    this.published = published;
  }

  /**
   * The one of a file.
   *
   * @throws WeightsException if it is none of them
   */
  static CheckpointFamily of(Safetensors file) {
    if (!has(file.names(), UNET)) {
      throw refused(
          file,
          "there are none, but %s others, such as '%s'"
              .formatted(file.names().size(), file.names().stream().findFirst().orElse("")),
          "if it is a part of a folder in diffusers' layout, give the folder");
    }
    return Arrays.stream(values())
        .filter(family -> has(file.names(), family.textEncoder))
        .findFirst()
        .orElseThrow(
            () ->
                has(file.names(), "conditioner")
                    ? refused(file, "it is a Stable Diffusion XL", "give one of v1 or v2")
                    : refused(
                        file,
                        "it has no text encoder (cond_stage_model.*)",
                        "give the whole checkpoint"));
  }

  private static boolean has(Set<String> names, String beginning) {
    return names.stream().anyMatch(name -> name.startsWith(beginning + "."));
  }

  private static WeightsException refused(Safetensors file, String problem, String advice) {
    return new WeightsException(
        "Expected a checkpoint of Stable Diffusion v1 or v2, whose tensors are named %s.*, in %s but %s: %s."
            .formatted(UNET, file.file(), problem, advice));
  }

  /** What leads the text encoder's names. */
  String textEncoder() {
    return textEncoder;
  }

  /** From OpenCLIP's names, or what else the text encoder has. */
  abstract TensorNames textNames(ClipTextConfiguration structure);

  /** The published configurations by their names in diffusers' layout. */
  JsonObject configurations() {
    try (InputStream stream = CheckpointFamily.class.getResourceAsStream(published);
        InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
