package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.ImageAutoencoder;
import org.text2layer.model.LatentDistribution;
import org.text2layer.model.LayeredAutoencoder;

/**
 * Between layered samples and the arrays that a diffusion model learns: what tells the paper's
 * model from its baselines. Thread-safe.
 */
public interface LatentSpace {
  /** What kind of latent, for descriptions; two of the same description are exchangeable. */
  String description();

  /** (channels, height, width) of one latent. */
  Shape shape();

  /**
   * Encodes samples, scaled as the diffusion model sees them.
   *
   * @param scope owns the result
   * @param samples of the size that {@link #pictureSize} says
   * @return a Gaussian a sample; a {@link LatentDistribution#logVariance} of −30 is none
   */
  LatentDistribution encode(NDManager scope, List<LayeredSample> samples);

  /** Height and width of the pictures. */
  int pictureSize();

  /** Pictures of scaled latents (n, channels, height, width); without layers if it has none. */
  List<LayeredImage> decode(NDArray latents);

  /** CaT2I-AE, the paper's: one latent for F, B and m. */
  static LatentSpace layered(LayeredAutoencoder autoencoder, int pictureSize) {
    return new LayeredLatents(autoencoder, pictureSize);
  }

  /** SD-AE-UNet's (eq. 6): the latents of F, B and m under one autoencoder, side by side. */
  static LatentSpace separate(ImageAutoencoder autoencoder, int pictureSize) {
    return new SeparateLatents(autoencoder, pictureSize);
  }

  /** SD-LAION-L2I's: the latent of the whole picture. */
  static LatentSpace composed(ImageAutoencoder autoencoder, int pictureSize) {
    return new ComposedLatents(autoencoder, pictureSize);
  }

  /** No latent at all: F, B and 2m − 1 themselves. */
  static LatentSpace pixels(int pictureSize) {
    return new LayeredPixels(pictureSize);
  }
}
