package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.nn.device.ComputeDevice;

/**
 * Between pictures and the arrays that a diffusion model works on: what tells the paper's model
 * from its baselines. Thread-safe. Its networks belong to whoever made them.
 */
public interface LatentSpace {
  /**
   * What tells these latents from any others: their kind, and a checksum of the weights that make
   * them. Latent caches, trainings and saved models are refused under another one.
   */
  String description();

  /** Whether pictures have layers here, and the channels of an array that holds one. */
  LayerLayout layout();

  /** Channels of a latent. */
  int channels();

  /** Pixels a side that one position of a latent covers. */
  int downscale();

  /** The latent of a picture of this size: (channels, height, width). */
  default Shape shape(PictureSize size) {
    return new Shape(channels(), size.height() / downscale(), size.width() / downscale());
  }

  /**
   * Encodes pictures, scaled as the diffusion model sees them.
   *
   * @param scope owns the result
   * @param pictures of one size, a multiple of {@link #downscale}; with foreground, background and
   *     mask if the {@link #layout} has layers, else only the backdrop is seen
   * @return a Gaussian a picture, (pictures, channels, height / downscale, width / downscale)
   */
  LatentDistribution encode(NDManager scope, List<LayeredImage> pictures);

  /**
   * Pictures of scaled latents; without layers if the {@link #layout} has none.
   *
   * @param latents (n, channels, height, width); what is made on the way belongs to its manager
   */
  List<LayeredImage> decode(NDArray latents);

  /** What the latents' means keep of pictures: encoded and decoded again. */
  default List<LayeredImage> reconstruct(NDManager scope, List<LayeredImage> pictures) {
    return decode(encode(scope, pictures).mean());
  }

  /** CaT2I-AE, the paper's: one latent for F, B and m, at the scale of its configuration. */
  static LatentSpace layered(LayeredAutoencoder autoencoder) {
    return layered(autoencoder, autoencoder.configuration().latentScale());
  }

  /**
   * The same at another scale.
   *
   * @param scale the diffusion model sees latents times it, above 0
   */
  static LatentSpace layered(LayeredAutoencoder autoencoder, double scale) {
    return new LayeredLatents(autoencoder, checked(scale));
  }

  /**
   * The same at the scale that gives latents a deviation of 1, as diffusion models expect them
   * (Rombach et al. 2022, appendix G).
   *
   * @param pictures layered ones that tell: some dozens, of one size
   */
  static LatentSpace measured(LayeredAutoencoder autoencoder, List<LayeredImage> pictures) {
    return layered(autoencoder, 1 / deviation(layered(autoencoder, 1), pictures));
  }

  /**
   * SD-AE-UNet's (eq. 6): the latents of F, B and m under one autoencoder, side by side.
   *
   * @param scale the diffusion model sees latents times it, above 0
   */
  static LatentSpace separate(ImageAutoencoder autoencoder, double scale) {
    return new SeparateLatents(autoencoder, checked(scale));
  }

  /** SD-LAION-L2I's, and Stable Diffusion's: the latent of the whole picture. */
  static LatentSpace composed(ImageAutoencoder autoencoder) {
    return composed(autoencoder, autoencoder.configuration().latentScale());
  }

  /** The same at another scale. */
  static LatentSpace composed(ImageAutoencoder autoencoder, double scale) {
    return new ComposedLatents(autoencoder, checked(scale));
  }

  /** No latent at all: F, B and 2m − 1 themselves. */
  static LatentSpace pixels() {
    return new LayeredPixels();
  }

  /**
   * The standard deviation of the latents' means over all their numbers.
   *
   * @param pictures of one size
   */
  static double deviation(LatentSpace space, List<LayeredImage> pictures) {
    double sum = 0;
    double squares = 0;
    long numbers = 0;
    int together = 8;
    try (NDManager manager = ComputeDevice.best().newManager()) {
      for (int from = 0; from < pictures.size(); from += together) {
        List<LayeredImage> some =
            pictures.subList(from, Math.min(pictures.size(), from + together));
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

  private static double checked(double scale) {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException(
          "Expected a positive latent scale but came %s: 1 / deviation of the latents is right."
              .formatted(scale));
    }
    return scale;
  }
}
