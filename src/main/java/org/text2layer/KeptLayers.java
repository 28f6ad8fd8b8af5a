package org.text2layer;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.text2layer.diffusion.CleanEstimate;
import org.text2layer.diffusion.Sampler;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.pipeline.PictureSize;

/**
 * Layers that stay as they are while a model generates the rest of a picture around them. Nothing
 * is trained for it: as in inpainting by masks, each estimate of the clean latents is moved by what
 * putting the kept layers into its decoded picture changes, so that the rest is made to fit them.
 *
 * @param layers that stay; of a picture whose layers are in front, its backdrop is not seen
 * @param place where they are among those that are generated
 */
public record KeptLayers(LayeredImage layers, Place place) {
  /** Where kept layers are. */
  public enum Place {
    /** The background and the layers next to it: what is generated comes over them. */
    BACK,
    /** The nearest layers: the background and what is next to it are generated. */
    FRONT
  }

  /** Checks that nothing is missing. */
  public KeptLayers {
    Objects.requireNonNull(layers, "layers");
    Objects.requireNonNull(place, "place");
    if (place == Place.FRONT && layers.layers().isEmpty()) {
      throw new IllegalArgumentException(
          "Expected at least one layer to generate a background for but the picture has none: give a foreground.");
    }
  }

  PictureSize size() {
    return new PictureSize(layers.width(), layers.height());
  }

  /**
   * Checks that a model has a place for them, and one for what is to be generated.
   *
   * @throws IllegalArgumentException if it has not
   */
  void requireFit(LayerLayout model) {
    int most = place == Place.BACK ? model.layers() - 1 : model.layers();
    int count = layers.layers().size();
    if (count > most) {
      throw new IllegalArgumentException(
          "Expected a model of at least %s layers, to keep %s of them%s, but this one has %s: give fewer, or load another."
              .formatted(
                  count + model.layers() - most,
                  count,
                  place == Place.BACK ? " and generate one more" : "",
                  model.layers()));
    }
  }

  /** A generated picture with them in their places. */
  LayeredImage in(LayeredImage generated) {
    List<ImageLayer> all = new ArrayList<>(generated.layers());
    int from = place == Place.BACK ? 0 : all.size() - layers.layers().size();
    for (int i = 0; i < layers.layers().size(); i++) {
      all.set(from + i, layers.layers().get(i));
    }
    return LayeredImage.of(place == Place.BACK ? layers.backdrop() : generated.backdrop(), all);
  }

  /** The same sampler, whose estimates have these layers. */
  Sampler during(Sampler sampler, LatentSpace space) {
    return new Keeping(sampler, this, space);
  }

  /** As "back: LayeredImage 256x256, 1 layer". */
  @Override
  public String toString() {
    return place.name().toLowerCase(Locale.ROOT) + ": " + layers;
  }

  private record Keeping(Sampler sampler, KeptLayers kept, LatentSpace space) implements Sampler {
    @Override
    public String name() {
      return sampler.name();
    }

    @Override
    public int steps() {
      return sampler.steps();
    }

    @Override
    public double timestep(int index) {
      return sampler.timestep(index);
    }

    @Override
    public double initialScale() {
      return sampler.initialScale();
    }

    @Override
    public int historyLength() {
      return sampler.historyLength();
    }

    @Override
    public Step step(
        int index,
        NDArray latents,
        CleanEstimate estimate,
        List<NDArray> earlier,
        Supplier<NDArray> noise) {
      return sampler.step(
          index, latents, (asked, level) -> moved(estimate.denoised(asked, level)), earlier, noise);
    }

    /** By a difference: what the autoencoder loses of the rest is not lost at each step. */
    private NDArray moved(NDArray clean) {
      List<LayeredImage> decoded = space.decode(clean);
      List<LayeredImage> wanted = decoded.stream().map(kept::in).toList();
      NDArray before = space.encode(clean.getManager(), decoded).mean();
      NDArray after = space.encode(clean.getManager(), wanted).mean();
      return clean.add(after.sub(before));
    }
  }
}
