package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.weights.FreshWeights;

/** Untrained models that generate in milliseconds: pictures of 16 pixels, latents of 8. */
public final class TinyPipelines {
  private TinyPipelines() {}

  /** An encoder that the library does not know: the caption's letters, four a token. */
  public record Letters(String description) implements TextEncoder {
    @Override
    public NDArray encode(NDManager manager, List<String> captions) {
      float[] values = new float[captions.size() * positions() * width()];
      for (int i = 0; i < captions.size(); i++) {
        String caption = captions.get(i);
        for (int at = 0; at < Math.min(caption.length(), positions() * width()); at++) {
          values[i * positions() * width() + at] = caption.charAt(at) / 100f - 1;
        }
      }
      return manager.create(values, new Shape(captions.size(), positions(), width()));
    }

    @Override
    public int positions() {
      return 4;
    }

    @Override
    public int tokens(String caption) {
      return (caption.length() + width() - 1) / width();
    }

    @Override
    public int width() {
      return 8;
    }

    @Override
    public void close() {}
  }

  /** The encoder of the models here. */
  public static Letters letters() {
    return new Letters("letters");
  }

  private static AutoencoderConfiguration structure(LayerLayout layout) {
    return new AutoencoderConfiguration(layout.channels(), List.of(8, 8), 1, 4, 4, 0.5);
  }

  /**
   * Frozen as what is loaded is: libtorch rounds the bias of a product otherwise where gradients
   * may be wanted, in the last bits on processors without AVX-512.
   */
  static <B extends NamedBlock> B drawn(B block, NDManager manager, long seed) {
    FreshWeights.draw(block, manager, seed);
    block.setTrainable(false);
    return block;
  }

  /** CaT2I-AE with weights of this seed. */
  public static LayeredAutoencoder layered(NDManager manager, long seed) {
    return layered(LayerLayout.layered(), manager, seed);
  }

  private static LayeredAutoencoder layered(LayerLayout layout, NDManager manager, long seed) {
    return drawn(LayeredAutoencoder.of(structure(layout)), manager, seed);
  }

  static ImageAutoencoder plain(NDManager manager, long seed) {
    return drawn(ImageAutoencoder.of(structure(LayerLayout.picture())), manager, seed);
  }

  static LatentSpace space(LatentSpace.Kind kind, NDManager manager) {
    return space(kind, LayerLayout.layered(), manager);
  }

  /** A latent space of so many layers, with networks of seed 1. */
  public static LatentSpace space(LatentSpace.Kind kind, LayerLayout layout, NDManager manager) {
    return switch (kind) {
      case LAYERED -> LatentSpace.layered(layered(layout, manager, 1));
      case SEPARATE -> LatentSpace.separate(plain(manager, 1), 0.7, layout);
      case COMPOSED -> LatentSpace.composed(plain(manager, 1), 0.7);
      case PIXELS -> LatentSpace.pixels(layout);
    };
  }

  /** A UNet for latents of this space and embeddings of this width. */
  public static UNet unet(NDManager manager, LatentSpace space, int width) {
    UNetConfiguration structure =
        new UNetConfiguration(
            16 / space.downscale(),
            space.channels(),
            space.channels(),
            List.of(8, 16),
            1,
            width,
            List.of(2, 2),
            List.of(true, true),
            4,
            false);
    return drawn(UNet.of(structure), manager, 2);
  }

  /** A model in this space, under {@link #letters}. */
  public static LatentDiffusion of(NDManager manager, LatentSpace space) {
    return LatentDiffusion.of(
        letters(), unet(manager, space, 8), SchedulerConfiguration.stableDiffusion(), space);
  }
}
