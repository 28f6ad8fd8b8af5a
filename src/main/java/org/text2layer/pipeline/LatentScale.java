package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.nn.device.ComputeDevice;

/**
 * What brings an autoencoder's latents to the size that a diffusion model expects, and back.
 *
 * @param value above 0
 */
record LatentScale(double value) {
  private static final int TOGETHER = 8;

  LatentScale {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "Expected a positive latent scale but came %s: 1 / deviation of the latents is right."
              .formatted(value));
    }
  }

  LatentDistribution scaled(LatentDistribution latents) {
    return latents.scaled(value);
  }

  NDArray unscaled(NDArray latents) {
    return latents.div((float) value);
  }

  static double deviation(LatentSpace space, List<LayeredImage> pictures) {
    double sum = 0;
    double squares = 0;
    long numbers = 0;
    try (NDManager manager = ComputeDevice.best().newManager()) {
      for (int from = 0; from < pictures.size(); from += TOGETHER) {
        List<LayeredImage> some =
            pictures.subList(from, Math.min(pictures.size(), from + TOGETHER));
        try (NDManager scope = manager.newSubManager()) {
          for (float number : space.encode(scope, some).mean().toFloatArray()) {
            sum += number;
            squares += (double) number * number;
            numbers++;
          }
        }
      }
    }
    double mean = sum / numbers;
    return Math.sqrt(squares / numbers - mean * mean);
  }
}
