package org.text2layer.pipeline.checkpoint;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.diffusion.Prediction;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.clip.ClipTextConfiguration;
import org.text2layer.model.clip.ClipTextModel;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.weights.ModelFiles;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.TensorNames;
import org.text2layer.nn.weights.Tensors;
import org.text2layer.nn.weights.Weights;
import org.text2layer.nn.weights.WeightsException;

/**
 * Stable Diffusion v1 or v2 in one safetensors file with latent diffusion's names, read as the
 * parts of a folder in diffusers' layout. What the file does not hold comes from its folder, named
 * as in diffusers' layout: the tokenizer always, configurations where they are there; those that
 * are not are the published ones. A moving average of the training (model_ema) and its noise
 * schedule are left aside.
 */
public final class OneFileCheckpoint implements ModelFiles {
  private static final String UNET = "unet/config.json";
  private static final String AUTOENCODER = "vae/config.json";
  private static final String TEXT_ENCODER = "text_encoder/config.json";
  private static final String SCHEDULER = "scheduler/scheduler_config.json";
  private static final String FIRST_CONVOLUTION =
      CheckpointFamily.UNET + ".input_blocks.0.0.weight";

  /** Latents, the hole, and the latents of the picture without it. */
  private static final int INPAINTING_CHANNELS = 9;

  /** Stable Diffusion 2 was trained on velocities at 768 pixels, on noise at 512. */
  private static final int VELOCITY_SIZE = 96;

  private final Path file;
  private final ModelFolder beside;
  private final CheckpointFamily family;
  private final JsonObject configurations;

  private OneFileCheckpoint(
      Path file, ModelFolder beside, CheckpointFamily family, JsonObject configurations) {
    this.file = file;
    this.beside = beside;
    this.family = family;
    this.configurations = configurations;
  }

  /**
   * Looks at a file's names.
   *
   * @param prediction what the UNet predicts; if empty, the inference YAML or the scheduler's
   *     configuration beside it says it, and Stable Diffusion 1 predicts noise
   * @throws WeightsException if it is a pickle or another model, or nothing says what a Stable
   *     Diffusion 2 predicts
   */
  public static OneFileCheckpoint open(Path file, Optional<Prediction> prediction) {
    if (ModelFolder.isPickle(file.getFileName().toString())) {
      throw new WeightsException(
          "Expected a checkpoint in safetensors but %s is a pickle, which can run any code and is not read: save its state_dict in Python by safetensors.torch.save_file."
              .formatted(file));
    }
    ModelFolder beside = new ModelFolder(file.toAbsolutePath().getParent());
    try (Safetensors tensors = Safetensors.open(file)) {
      CheckpointFamily family = CheckpointFamily.of(tensors);
      JsonObject configurations = family.configurations();
      if (isInpainting(tensors)) {
        configurations.getAsJsonObject(UNET).addProperty("in_channels", INPAINTING_CHANNELS);
      }
      for (String name : List.of(UNET, AUTOENCODER, TEXT_ENCODER, SCHEDULER)) {
        if (beside.has(name)) {
          configurations.add(name, beside.json(name));
        }
      }
      var checkpoint = new OneFileCheckpoint(file, beside, family, configurations);
      checkpoint.choosePrediction(prediction);
      return checkpoint;
    }
  }

  private static boolean isInpainting(Safetensors tensors) {
    return tensors.names().contains(FIRST_CONVOLUTION)
        && tensors.shape(FIRST_CONVOLUTION).dimension() > 1
        && tensors.shape(FIRST_CONVOLUTION).get(1) == INPAINTING_CHANNELS;
  }

  private void choosePrediction(Optional<Prediction> asked) {
    Optional<Prediction> said = asked.or(() -> InferenceYaml.predictionBeside(file, family));
    if (said.isPresent() || !beside.has(SCHEDULER)) {
      boolean velocity = said.orElseGet(this::usualPrediction) == Prediction.VELOCITY;
      json(SCHEDULER).addProperty("prediction_type", velocity ? "v_prediction" : "epsilon");
      if (velocity && family == CheckpointFamily.TWO && !beside.has(UNET)) {
        json(UNET).addProperty("sample_size", VELOCITY_SIZE);
      }
    }
  }

  private Prediction usualPrediction() {
    if (family == CheckpointFamily.TWO) {
      throw new WeightsException(
          "Expected to be told what the Stable Diffusion 2 in %s predicts, which is noise in some and velocity in others, but nothing says it: give Prediction.EPSILON or Prediction.VELOCITY, or put its inference YAML beside it."
              .formatted(file));
    }
    return Prediction.EPSILON;
  }

  @Override
  public Path path() {
    return file;
  }

  @Override
  public boolean has(String name) {
    return configurations.has(name) || name.startsWith("tokenizer/") && beside.has(name);
  }

  /** {@inheritDoc} Also that the tensors of all parts are those that the structure has. */
  @Override
  public void require(List<String> files, List<String> weights, String advice) {
    List<String> missing =
        files.stream().filter(name -> name.startsWith("tokenizer/") && !has(name)).toList();
    if (!missing.isEmpty()) {
      throw new WeightsException(
          "Expected CLIP's tokenizer beside %s, which as a file has none, but %s lacks %s: copy the folder 'tokenizer' of a Stable Diffusion in diffusers' layout there."
              .formatted(file, beside.path(), String.join(", ", missing)));
    }
    try (Safetensors tensors = Safetensors.open(file)) {
      Map<NamedBlock, Tensors> parts = new LinkedHashMap<>();
      parts.put(UNet.of(unet()), unet(tensors));
      parts.put(ImageAutoencoder.of(autoencoder()), autoencoder(tensors));
      parts.put(ClipTextModel.of(textEncoder()), ClipTextModel.currentNames(textEncoder(tensors)));
      Weights.requireFit(parts);
    }
  }

  private UNetConfiguration unet() {
    return UNetConfiguration.fromJson(json(UNET));
  }

  private AutoencoderConfiguration autoencoder() {
    return AutoencoderConfiguration.fromJson(json(AUTOENCODER));
  }

  private ClipTextConfiguration textEncoder() {
    return ClipTextConfiguration.fromJson(json(TEXT_ENCODER));
  }

  private Tensors unet(Safetensors tensors) {
    Tensors own = TensorNames.under(CheckpointFamily.UNET).in(tensors);
    return LatentDiffusionNames.unet(unet()).in(own);
  }

  private Tensors autoencoder(Safetensors tensors) {
    Tensors own = TensorNames.under(CheckpointFamily.AUTOENCODER).in(tensors);
    return LatentDiffusionNames.autoencoder(autoencoder()).in(own);
  }

  private Tensors textEncoder(Safetensors tensors) {
    Tensors own = TensorNames.under(family.textEncoder()).in(tensors);
    return family.textNames(textEncoder()).in(own);
  }

  @Override
  public JsonObject json(String name) {
    return configurations.has(name) ? configurations.getAsJsonObject(name) : beside.json(name);
  }

  @Override
  public String text(String name) {
    return beside.text(name);
  }

  @Override
  public Tensors weights(String name) {
    Safetensors tensors = Safetensors.open(file);
    return switch (name.substring(0, name.indexOf('/'))) {
      case "unet" -> unet(tensors);
      case "vae" -> autoencoder(tensors);
      default -> textEncoder(tensors);
    };
  }
}
