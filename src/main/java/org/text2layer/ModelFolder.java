package org.text2layer;

import ai.djl.ndarray.NDManager;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.text2layer.model.AutoencoderConfiguration;
import org.text2layer.model.LayeredAutoencoder;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.UNet;
import org.text2layer.model.UNetConfiguration;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.Safetensors;
import org.text2layer.nn.SafetensorsWriter;
import org.text2layer.nn.Weights;
import org.text2layer.nn.WeightsException;

/**
 * A model as a folder in diffusers' layout: unet/, vae/ and scheduler/, each with its
 * configuration, the networks as safetensors. The text encoder is not in it: it comes with the
 * library.
 */
record ModelFolder(Path folder) {
  private static final String INDEX = "model_index.json";
  private static final String UNET = "unet/config.json";
  private static final String AUTOENCODER = "vae/config.json";
  private static final String SCHEDULER = "scheduler/scheduler_config.json";
  private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";
  private static final long MAX_JSON_BYTES = 1 << 20;

  /** The three parts, their parameters owned by the manager they were loaded on. */
  record Parts(UNet unet, LayeredAutoencoder autoencoder, SchedulerConfiguration scheduler) {}

  Parts load(NDManager manager) {
    requireAllFiles();
    UNet unet = UNet.of(UNetConfiguration.fromJson(json(UNET)));
    LayeredAutoencoder autoencoder = autoencoder();
    SchedulerConfiguration scheduler = SchedulerConfiguration.fromJson(json(SCHEDULER));
    requireFit(unet.configuration(), autoencoder.configuration());
    loadWeights(unet, weights(UNET), manager);
    loadWeights(autoencoder, weights(AUTOENCODER), manager);
    return new Parts(unet, autoencoder, scheduler);
  }

  private LayeredAutoencoder autoencoder() {
    AutoencoderConfiguration configuration = AutoencoderConfiguration.fromJson(json(AUTOENCODER));
    try {
      return LayeredAutoencoder.of(configuration);
    } catch (IllegalArgumentException plain) {
      throw new WeightsException(
          "Expected a model of layers in " + folder + " but " + plain.getMessage(), plain);
    }
  }

  private void requireFit(UNetConfiguration unet, AutoencoderConfiguration autoencoder) {
    if (unet.contextWidth() != MiniLmTextEncoder.WIDTH) {
      throw new WeightsException(
          "Expected a UNet that attends to embeddings of width %d (MiniLM's) but the one in %s has width %d: give a folder that Text2Layer.save wrote."
              .formatted(MiniLmTextEncoder.WIDTH, folder, unet.contextWidth()));
    }
    if (unet.inChannels() != autoencoder.latentChannels()
        || unet.outChannels() != autoencoder.latentChannels()) {
      throw new WeightsException(
          "Expected a UNet on latents of %d channels, as the autoencoder in %s has, but it takes %d and gives %d: take both from one model."
              .formatted(
                  autoencoder.latentChannels(), folder, unet.inChannels(), unet.outChannels()));
    }
  }

  void save(Parts parts) {
    Map<String, String> origin = Map.of("format", "pt");
    SafetensorsWriter.write(weights(UNET), Weights.of(parts.unet()), origin);
    SafetensorsWriter.write(weights(AUTOENCODER), Weights.of(parts.autoencoder()), origin);
    write(UNET, parts.unet().configuration().toJson());
    write(AUTOENCODER, parts.autoencoder().configuration().toJson());
    write(SCHEDULER, parts.scheduler().toJson());
    JsonObject index = new JsonObject();
    index.addProperty("_class_name", "Text2LayerPipeline");
    index.addProperty("text_encoder", "all-MiniLM-L6-v2, which comes with the library");
    write(INDEX, index);
  }

  private void requireAllFiles() {
    List<Path> missing = new ArrayList<>();
    for (String part : List.of(UNET, AUTOENCODER, SCHEDULER)) {
      missing.add(folder.resolve(part));
    }
    missing.add(weights(UNET));
    missing.add(weights(AUTOENCODER));
    missing.removeIf(Files::isRegularFile);
    if (!missing.isEmpty()) {
      throw new WeightsException(
          "Expected a model folder in diffusers' layout at "
              + folder
              + " but it lacks "
              + String.join(", ", missing.stream().map(f -> folder.relativize(f) + "").toList())
              + ": give a folder that Text2Layer.save wrote.");
    }
  }

  private Path weights(String configuration) {
    return folder.resolve(configuration).resolveSibling(WEIGHTS);
  }

  private static void loadWeights(NamedBlock block, Path file, NDManager manager) {
    try (Safetensors tensors = Safetensors.open(file)) {
      Weights.load(block, manager, tensors);
    }
  }

  private JsonObject json(String name) {
    Path file = folder.resolve(name);
    try {
      if (Files.size(file) > MAX_JSON_BYTES) {
        throw new WeightsException(
            "Expected a configuration of at most 1 MB but " + file + " is larger: check the file.");
      }
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException | JsonParseException | IllegalStateException error) {
      throw new WeightsException(
          "Expected a JSON object in " + file + " but could not read one: check the file.", error);
    }
  }

  private void write(String name, JsonObject json) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Path beside = Files.createTempFile(file.getParent(), "config", ".part");
      try {
        Files.writeString(
            beside, new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n");
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException error) {
      throw new WeightsException(
          "Expected to write " + file + " but it failed (" + error + "): check the folder.", error);
    }
  }
}
