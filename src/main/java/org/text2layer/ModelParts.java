package org.text2layer;

import ai.djl.ndarray.NDArray;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.AutoencoderConfiguration;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.UNet;
import org.text2layer.model.UNetConfiguration;
import org.text2layer.nn.ModelFolder;
import org.text2layer.nn.WeightsException;

/**
 * What a caption goes through on its way to a picture. Parameters belong to the manager that the
 * parts were loaded on.
 */
interface ModelParts {
  String UNET = "unet/config.json";
  String UNET_WEIGHTS = "unet/diffusion_pytorch_model";
  String AUTOENCODER = "vae/config.json";
  String AUTOENCODER_WEIGHTS = "vae/diffusion_pytorch_model";
  String SCHEDULER = "scheduler/scheduler_config.json";
  String INDEX = "model_index.json";

  TextEncoder textEncoder();

  UNet unet();

  SchedulerConfiguration scheduler();

  AutoencoderConfiguration latents();

  /**
   * The picture of one latent.
   *
   * @param latents (1, channels, height, width), not scaled; what is made on the way is attached to
   *     its manager
   * @return without layers if the model has none
   */
  LayeredImage decode(NDArray latents);

  /** Checks that the three networks of a text-to-picture model belong together. */
  static void requireFit(
      ModelFolder folder,
      int textWidth,
      UNetConfiguration unet,
      AutoencoderConfiguration autoencoder) {
    requireFit(folder, textWidth, unet, autoencoder, autoencoder.latentChannels());
  }

  /**
   * Checks that the three networks belong together.
   *
   * @param inChannels what the UNet has to take
   */
  static void requireFit(
      ModelFolder folder,
      int textWidth,
      UNetConfiguration unet,
      AutoencoderConfiguration autoencoder,
      int inChannels) {
    if (unet.contextWidth() != textWidth) {
      throw new WeightsException(
          "Expected a UNet that attends to the text encoder's embeddings of width %d but the one in %s takes width %d: take both from one model."
              .formatted(textWidth, folder.folder(), unet.contextWidth()));
    }
    int channels = autoencoder.latentChannels();
    if (unet.inChannels() != inChannels || unet.outChannels() != channels) {
      throw new WeightsException(
          "Expected a UNet that takes %d channels and gives %d, for the autoencoder's latents in %s, but it takes %d and gives %d: take both from one model."
              .formatted(
                  inChannels, channels, folder.folder(), unet.inChannels(), unet.outChannels()));
    }
    int multiple = unet.downscale();
    if (unet.sampleSize() % multiple != 0) {
      throw new WeightsException(
          "Expected a sample size that is a multiple of %d, for the levels of the UNet in %s, but it is %d: check its config.json."
              .formatted(multiple, folder.folder(), unet.sampleSize()));
    }
  }
}
