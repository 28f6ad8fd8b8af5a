package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.autoencoder.Autoencoder;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.ModelFiles;
import org.text2layer.nn.weights.Tensors;
import org.text2layer.nn.weights.Weights;
import org.text2layer.nn.weights.WeightsException;

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

  /** Width and height of pictures are multiples of this. */
  default int multiple() {
    return downscale();
  }

  /** The latent of a picture of this size: (channels, height, width). */
  default Shape shape(PictureSize size) {
    return new Shape(channels(), size.height() / downscale(), size.width() / downscale());
  }

  /**
   * Encodes pictures, scaled as the diffusion model sees them.
   *
   * @param scope owns the result
   * @param pictures of one size, a multiple of {@link #downscale}; with at most as many layers as
   *     the {@link #layout}, or if it has none, only the backdrop is seen
   * @return a Gaussian a picture, (pictures, channels, height / downscale, width / downscale)
   */
  LatentDistribution encode(NDManager scope, List<LayeredImage> pictures);

  /**
   * Pictures of scaled latents; without layers if the {@link #layout} has none.
   *
   * @param latents (n, channels, height, width); what is made on the way belongs to its manager
   */
  List<LayeredImage> decode(NDArray latents);

  /**
   * What the first of the latents would become, at half the size: averaged over 2 x 2 positions,
   * they decode at a quarter of the cost.
   */
  default LayeredImage preview(NDArray latents) {
    NDArray first = latents.get("0:1");
    Shape two = new Shape(2, 2);
    boolean halves = Math.min(first.getShape().get(2), first.getShape().get(3)) > 1;
    NDArray coarse =
        halves ? Pool.avgPool2d(first, two, two, new Shape(0, 0), false, false) : first;
    return decode(coarse).get(0);
  }

  /** What the latents' means keep of pictures: encoded and decoded again. */
  default List<LayeredImage> reconstruct(NDManager scope, List<LayeredImage> pictures) {
    return decode(encode(scope, pictures).mean());
  }

  /**
   * CaT2I-AE, the paper's: one latent for F, B and m, or for as many layers as the autoencoder has
   * heads for, at the scale of its configuration.
   */
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
    return separate(autoencoder, scale, LayerLayout.layered());
  }

  /** The same of all colours, the background and all masks of several layers. */
  static LatentSpace separate(ImageAutoencoder autoencoder, double scale, LayerLayout layout) {
    return new SeparateLatents(autoencoder, checked(scale), layout);
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
    return pixels(LayerLayout.layered());
  }

  /** The same of several layers. */
  static LatentSpace pixels(LayerLayout layout) {
    return new LayeredPixels(layout);
  }

  /**
   * The standard deviation of the latents' means over all their numbers, to six decimals.
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
    // Threads add in other orders: unrounded, no training would go on under another number of them.
    return Math.rint(1e6 * Math.sqrt(squares / numbers - mean * mean)) / 1e6;
  }

  private static double checked(double scale) {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException(
          "Expected a positive latent scale but came %s: 1 / deviation of the latents is right."
              .formatted(scale));
    }
    return scale;
  }

  /** The latent spaces that the library has: the paper's, and those of its baselines. */
  enum Kind {
    /** CaT2I-AE's, the paper's. */
    LAYERED("one CaT2I-AE latent of F, B and m") {
      @Override
      LatentSpace read(
          ModelFiles folder, LayerLayout layout, NDManager manager, Precision precision) {
        AutoencoderConfiguration structure = structure(folder);
        if (!structure.isLayered()) {
          throw new WeightsException(
              "Expected a model of layers in %s but its autoencoder has %s channels: use StableDiffusion for plain pictures."
                  .formatted(folder.path(), structure.inChannels()));
        }
        return LatentSpace.layered(
            loaded(LayeredAutoencoder.of(structure), folder, manager, precision));
      }
    },
    /** SD-AE-UNet's (eq. 6). */
    SEPARATE("SD-AE's latents of F, B and m side by side") {
      @Override
      LatentSpace read(
          ModelFiles folder, LayerLayout layout, NDManager manager, Precision precision) {
        ImageAutoencoder autoencoder = plain(folder, manager, precision);
        double scale = autoencoder.configuration().latentScale();
        return LatentSpace.separate(autoencoder, scale, layout);
      }
    },
    /** SD-LAION-L2I's, and Stable Diffusion's. */
    COMPOSED("SD-AE's latent of the whole picture") {
      @Override
      LatentSpace read(
          ModelFiles folder, LayerLayout layout, NDManager manager, Precision precision) {
        return LatentSpace.composed(plain(folder, manager, precision));
      }
    },
    /** No autoencoder. */
    PIXELS("F, B and m as pixels") {
      @Override
      LatentSpace read(
          ModelFiles folder, LayerLayout layout, NDManager manager, Precision precision) {
        return LatentSpace.pixels(layout);
      }
    };

    static final String CONFIGURATION = "vae/config.json";
    static final String WEIGHTS = "vae/diffusion_pytorch_model";

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** In some words. */
    String label(LayerLayout layout) {
      return layout.layers() > 1 ? "%s, of %s layers".formatted(label, layout.layers()) : label;
    }

    /** Whether pictures come in layers. */
    public boolean hasLayers() {
      return this != COMPOSED;
    }

    /** The kind that a folder's index names by its lower-case name. */
    static Optional<Kind> of(String key) {
      return Arrays.stream(values()).filter(kind -> kind.toString().equals(key)).findFirst();
    }

    /** The kind of a space; empty if it is the user's own. */
    static Optional<Kind> of(LatentSpace space) {
      return space instanceof AutoencoderLatents latents
          ? Optional.of(latents.kind())
          : space instanceof LayeredPixels ? Optional.of(PIXELS) : Optional.empty();
    }

    /** As an index names it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a space.
     *
     * @param layout what the folder's index says; CaT2I-AE's own configuration says it too
     */
    abstract LatentSpace read(
        ModelFiles folder, LayerLayout layout, NDManager manager, Precision precision);

    private static AutoencoderConfiguration structure(ModelFiles folder) {
      return AutoencoderConfiguration.fromJson(folder.json(CONFIGURATION));
    }

    private static ImageAutoencoder plain(
        ModelFiles folder, NDManager manager, Precision precision) {
      AutoencoderConfiguration structure = structure(folder);
      if (structure.inChannels() != LayerLayout.picture().channels()) {
        throw new WeightsException(
            "Expected an autoencoder of pictures with 3 channels in %s but it has %s: give a folder of Stable Diffusion v1 or v2."
                .formatted(folder.path(), structure.inChannels()));
      }
      return loaded(ImageAutoencoder.of(structure), folder, manager, precision);
    }

    private static <B extends Autoencoder> B loaded(
        B autoencoder, ModelFiles folder, NDManager manager, Precision precision) {
      try (Tensors tensors = folder.weights(WEIGHTS)) {
        Weights.load(autoencoder, manager, precision, ImageAutoencoder.currentNames(tensors));
      }
      return autoencoder;
    }
  }
}
