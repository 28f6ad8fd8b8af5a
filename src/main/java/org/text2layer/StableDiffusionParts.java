package org.text2layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import java.nio.file.Files;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.AutoencoderConfiguration;
import org.text2layer.model.ImageAutoencoder;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.UNet;
import org.text2layer.model.UNetConfiguration;
import org.text2layer.model.clip.ClipTextConfiguration;
import org.text2layer.model.clip.ClipTextEncoder;
import org.text2layer.model.clip.ClipTextModel;
import org.text2layer.model.clip.ClipTokenizer;
import org.text2layer.nn.ModelFolder;
import org.text2layer.nn.Precision;
import org.text2layer.nn.Safetensors;
import org.text2layer.nn.Weights;
import org.text2layer.nn.WeightsException;

/** The parts of {@link StableDiffusion}, as diffusers' StableDiffusionPipeline is saved. */
record StableDiffusionParts(
    ClipTextEncoder textEncoder,
    UNet unet,
    ImageAutoencoder autoencoder,
    SchedulerConfiguration scheduler)
    implements ModelParts {
  private static final String TEXT = "text_encoder/config.json";
  private static final String TEXT_WEIGHTS = "text_encoder/model";
  private static final String TOKENIZER = "tokenizer";
  private static final int PICTURE_CHANNELS = 3;

  /** What the UNet was trained for. */
  enum Task {
    /** It sees noisy latents. */
    GENERATION("StableDiffusionPipeline"),
    /** It sees noisy latents, the hole, and the latents of the picture without it. */
    INPAINTING("StableDiffusionInpaintPipeline");

    private final String pipeline;

    Task(String pipeline) {
      this.pipeline = pipeline;
    }

    private int inChannels(int latentChannels) {
      return this == GENERATION ? latentChannels : 2 * latentChannels + 1;
    }

    private String advice() {
      return this == GENERATION
          ? "give a folder of Stable Diffusion v1 or v2"
          : "give a folder of an inpainting variant of Stable Diffusion v1 or v2";
    }
  }

  /** The text encoder runs once a picture and stays in 32 bits. */
  static StableDiffusionParts read(
      ModelFolder folder, NDManager manager, Precision precision, Task task) {
    requireFiles(folder, task);
    var text = ClipTextConfiguration.fromJson(folder.json(TEXT));
    UNet unet = UNet.of(UNetConfiguration.fromJson(folder.json(UNET)));
    ImageAutoencoder autoencoder = autoencoder(folder);
    SchedulerConfiguration scheduler = SchedulerConfiguration.fromJson(folder.json(SCHEDULER));
    ModelParts.requireFit(
        folder,
        text.width(),
        unet.configuration(),
        autoencoder.configuration(),
        task.inChannels(autoencoder.configuration().latentChannels()));
    try (Safetensors tensors = folder.weights(AUTOENCODER_WEIGHTS)) {
      Weights.load(autoencoder, manager, precision, tensors, "", ImageAutoencoder::currentName);
    }
    folder.load(UNET_WEIGHTS, unet, manager, precision);
    ClipTextModel textModel;
    try (Safetensors tensors = folder.weights(TEXT_WEIGHTS)) {
      textModel = ClipTextModel.load(text, manager, tensors, "");
    }
    ClipTokenizer tokenizer = ClipTokenizer.load(folder, TOKENIZER);
    ClipTextEncoder encoder = ClipTextEncoder.of(tokenizer, textModel);
    return new StableDiffusionParts(encoder, unet, autoencoder, scheduler);
  }

  private static void requireFiles(ModelFolder folder, Task task) {
    if (Files.isRegularFile(folder.path(INDEX))) {
      JsonElement type = folder.json(INDEX).get("_class_name");
      if (type == null || !type.isJsonPrimitive() || !type.getAsString().equals(task.pipeline)) {
        throw new WeightsException(
            "Expected a %s in %s but its %s names %s: %s."
                .formatted(
                    task.pipeline,
                    folder.folder(),
                    INDEX,
                    type == null ? "nothing" : type,
                    task.advice()));
      }
    }
    folder.require(
        List.of(
            INDEX,
            UNET,
            AUTOENCODER,
            SCHEDULER,
            TEXT,
            TOKENIZER + "/vocab.json",
            TOKENIZER + "/merges.txt"),
        List.of(UNET_WEIGHTS, AUTOENCODER_WEIGHTS, TEXT_WEIGHTS),
        task.advice() + " as diffusers' save_pretrained writes it");
  }

  private static ImageAutoencoder autoencoder(ModelFolder folder) {
    var configuration = AutoencoderConfiguration.fromJson(folder.json(AUTOENCODER));
    if (configuration.inChannels() != PICTURE_CHANNELS) {
      throw new WeightsException(
          "Expected an autoencoder of pictures with 3 channels in %s but it has %d: give a folder of Stable Diffusion v1 or v2."
              .formatted(folder.folder(), configuration.inChannels()));
    }
    return ImageAutoencoder.of(configuration);
  }

  @Override
  public AutoencoderConfiguration latents() {
    return autoencoder.configuration();
  }

  @Override
  public LayeredImage decode(NDArray latents) {
    NDArray pictures = autoencoder.decode(latents);
    return LayeredImage.of(PictureTensors.toPictures(pictures).get(0), List.of());
  }
}
