package org.text2layer.experiment.layers;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.text2layer.data.SceneObject;
import org.text2layer.experiment.laptop.LaptopTraining;
import org.text2layer.experiment.method.Method;
import org.text2layer.experiment.method.MethodConfiguration;
import org.text2layer.experiment.method.PictureWorld;
import org.text2layer.experiment.method.PictureWorld.Shown;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.pipeline.LatentSpace;

/** A way from a caption of two objects to two layers over a background. */
public enum StackMethod {
  /** The paper's method with a head for each layer's colours and mask: one latent of all. */
  STACK("CaT2I-AE-SD of two layers", 16, Method.catAutoencoder(), Shown.TWO),
  /**
   * The paper's own model, of one layer, twice: for the farther object with its scene, and for the
   * nearer one with the scene, whose layer comes over the first picture; its background is thrown
   * away. It learns from the objects of the same pairs, one at a time, where they stand in them.
   */
  TWICE("CaT2I-AE-SD applied twice", 8, Method.catAutoencoder(), Shown.ONE_OF_TWO) {
    @Override
    List<String> requests(List<String> captions) {
      List<String> requests = new ArrayList<>();
      for (int object : List.of(1, 0)) {
        captions.forEach(caption -> requests.add(alone(caption, object)));
      }
      return requests;
    }

    @Override
    List<LayeredImage> stacks(List<LayeredImage> pictures) {
      int count = pictures.size() / 2;
      return IntStream.range(0, count)
          .mapToObj(i -> pictures.get(count + i).stackedOn(pictures.get(i)))
          .toList();
    }

    @Override
    LayeredImage reconstructed(LatentSpace space, NDManager scope, LayeredImage stack) {
      List<LayeredImage> parts =
          space.reconstruct(
              scope,
              List.of(
                  LayeredImage.of(stack.backdrop(), stack.layers().subList(0, 1)),
                  LayeredImage.of(stack.backdrop(), stack.layers().subList(1, 2))));
      return stacks(parts).get(0);
    }
  },
  /** Eq. 6 with the latents of all five parts side by side. */
  SEPARATE("SD-AE-UNet of two layers", 8, Method.separateLatents(), Shown.TWO);

  private static final int LAYERS = 2;

  private final String title;
  private final int latentChannels;
  private final Method method;
  private final Shown shown;

  StackMethod(String title, int latentChannels, Method method, Shown shown) {
    this.title = title;
    this.latentChannels = latentChannels;
    this.method = method;
    this.shown = shown;
  }

  /** In tables. */
  public String title() {
    return title;
  }

  /** In names of files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is trained. */
  Method method() {
    return method;
  }

  /** Networks of {@link LaptopTraining}'s size; 8 channels of a latent a layer. */
  MethodConfiguration configuration(StackPreset preset) {
    PictureWorld world = PairWorld.of(shown);
    AutoencoderConfiguration like = LaptopTraining.autoencoder();
    AutoencoderConfiguration structure =
        new AutoencoderConfiguration(
            like.inChannels(),
            like.channels(),
            like.layersPerBlock(),
            latentChannels,
            like.normGroups(),
            1);
    return new MethodConfiguration(
        world,
        structure,
        LaptopTraining.unet(),
        LaptopTraining.unet(),
        preset.losses(),
        preset.autoencoder(),
        preset.diffusion(),
        preset.samples(),
        preset.samples(),
        true);
  }

  /**
   * What the model is asked for.
   *
   * @param captions of scenes
   * @throws IllegalArgumentException if one names more objects than there are layers, or fewer
   */
  List<String> requests(List<String> captions) {
    captions.forEach(StackMethod::objects);
    return captions;
  }

  /** The two objects of a caption, the nearer first. */
  static List<SceneObject> objects(String caption) {
    List<SceneObject> objects = PairWorld.heldOut().objectsIn(caption);
    if (objects.size() != LAYERS) {
      throw new IllegalArgumentException(
          "Expected a caption that names %s of the objects %s, as many as the model has layers, but '%s' names %s: write it as PairWorld.scene does."
              .formatted(LAYERS, PairWorld.OBJECTS, caption, objects.size()));
    }
    return objects;
  }

  /** The caption of one object in the scene. */
  private static String alone(String caption, int object) {
    List<SceneObject> objects = objects(caption);
    String farther = objects.get(1).phrase();
    String scene = caption.substring(caption.lastIndexOf(farther) + farther.length());
    return objects.get(object).phrase() + scene;
  }

  /** The pictures of the requests as stacks, one a caption. */
  List<LayeredImage> stacks(List<LayeredImage> pictures) {
    return pictures;
  }

  /** What the latents keep of a stack. */
  LayeredImage reconstructed(LatentSpace space, NDManager scope, LayeredImage stack) {
    return space.reconstruct(scope, List.of(stack)).get(0);
  }

  @Override
  public String toString() {
    return title;
  }
}
