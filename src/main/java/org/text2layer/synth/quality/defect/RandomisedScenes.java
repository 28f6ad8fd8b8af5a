package org.text2layer.synth.quality.defect;

import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;
import org.text2layer.synth.quality.evidence.Raster;

/**
 * Emoji Scenes with their look drawn at random (domain randomisation, Tobin et al., 2017): shapes
 * bent, surfaces and scenes replaced by textures, sharpness, light, noise and JPEG of a camera.
 * What stays is what a mask and a background are; so a filter that learns from them cannot learn a
 * style. The layers are true. Immutable, thread-safe.
 */
public final class RandomisedScenes {
  private static final long APART = 1_000_033;
  private static final float VISIBLE = 0.1f;

  private final EmojiScenes scenes;

  private RandomisedScenes(EmojiScenes scenes) {
    this.scenes = scenes;
  }

  /** Of these objects and scenes. */
  public static RandomisedScenes of(EmojiScenes scenes) {
    return new RandomisedScenes(scenes);
  }

  /** The sample of this seed: the same in every order. */
  public LayeredSample sample(long seed) {
    Draw draw = new Draw(seed * APART);
    LayeredSample sample = scenes.sample(draw.seed());
    Textures textures = new Textures(draw, scenes.size());
    Look bent = bentAtTimes(draw, sample.layers().layers().get(0));
    Raster object = surface(draw, bent.object(), textures);
    Raster mask = bent.mask();
    Raster scene =
        blurredAtTimes(draw, scene(draw, Raster.of(sample.layers().background()), textures));
    Camera camera = new Camera(draw);
    RgbImage picture = camera.seen(scene.blended(object, mask));
    Raster hole = mask.dilated(2);
    Raster changed = Raster.where(mask.width(), mask.height(), i -> hole.value(i) > 0);
    RgbImage background =
        Raster.of(picture).blended(Raster.of(camera.seen(scene)), changed).toPicture();
    LayeredImage layers =
        LayeredImage.twoLayer(picture.where(mask.toMask(), VISIBLE), background, mask.toMask());
    return new LayeredSample(sample.caption(), picture, layers);
  }

  /** An object's colours, everywhere, and where they are seen. */
  record Look(Raster object, Raster mask) {}

  /** The object in another shape, six times of ten. */
  static Look bentAtTimes(Draw draw, ImageLayer layer) {
    Raster mask = Raster.of(layer.mask());
    Raster object = beyondEdge(Raster.of(layer.colour()), mask);
    if (draw.chance(0.6)) {
      float[] bend = bend(draw, mask.width());
      return new Look(bent(object, bend), bent(mask, bend));
    }
    return new Look(object, mask);
  }

  /** The object's colours go on where it is not seen, so that its edge blends with no black. */
  private static Raster beyondEdge(Raster object, Raster mask) {
    Raster seen = Raster.where(mask.width(), mask.height(), i -> mask.value(i) > VISIBLE);
    Raster weight = seen.blurred(6);
    Raster colours = object.blurred(6);
    float[] values = object.toArray();
    for (int i = 0; i < values.length; i++) {
      if (seen.value(i / 3) == 0) {
        values[i] = colours.value(i) / Math.max(1e-4f, weight.value(i / 3));
      }
    }
    return new Raster(object.width(), object.height(), 3, values);
  }

  /** Out of focus, four times of ten. */
  static Raster blurredAtTimes(Draw draw, Raster scene) {
    return draw.chance(0.4) ? scene.blurred(draw.between(1.5, 5)) : scene;
  }

  private static float[] bend(Draw draw, int side) {
    int cells = 3 + draw.below(4);
    double reach = draw.between(0.03, 0.16) * side;
    Raster across = draw.hills(side, side, cells);
    Raster along = draw.hills(side, side, cells);
    float[] bend = new float[2 * side * side];
    for (int i = 0; i < side * side; i++) {
      bend[2 * i] = (float) (reach * (2 * across.value(i) - 1));
      bend[2 * i + 1] = (float) (reach * (2 * along.value(i) - 1));
    }
    return bend;
  }

  /** Samples each pixel from where the bend points to, bilinearly. */
  private static Raster bent(Raster raster, float[] bend) {
    int width = raster.width();
    int height = raster.height();
    int channels = raster.length() / width / height;
    float[] values = new float[raster.length()];
    for (int i = 0; i < width * height; i++) {
      double x = Math.max(0, Math.min(width - 1.001, i % width + bend[2 * i]));
      double y = Math.max(0, Math.min(height - 1.001, i / width + bend[2 * i + 1]));
      int left = (int) x;
      int top = (int) y;
      double right = x - left;
      double down = y - top;
      for (int c = 0; c < channels; c++) {
        int at = (top * width + left) * channels + c;
        int below = at + width * channels;
        values[i * channels + c] =
            (float)
                ((1 - down) * ((1 - right) * raster.value(at) + right * raster.value(at + channels))
                    + down
                        * ((1 - right) * raster.value(below)
                            + right * raster.value(below + channels)));
      }
    }
    return new Raster(width, height, channels, values);
  }

  static Raster surface(Draw draw, Raster object, Textures textures) {
    return switch (draw.below(4)) {
      case 0 -> object;
      case 1 -> recoloured(draw, object);
      case 2 -> shaded(object, textures.any());
      default -> mixed(draw, recoloured(draw, object), textures.any());
    };
  }

  static Raster scene(Draw draw, Raster scene, Textures textures) {
    return switch (draw.below(5)) {
      case 0 -> scene;
      case 1, 2 -> textures.leaves();
      case 3 -> textures.noise();
      default -> mixed(draw, recoloured(draw, scene), textures.any());
    };
  }

  static Raster recoloured(Draw draw, Raster raster) {
    return Raster.of(
        raster
            .toPicture()
            .recoloured(draw.between(0, 360), draw.between(0.1, 1.5), draw.between(0.5, 1.4)));
  }

  /** The texture, as light and dark as the object. */
  private static Raster shaded(Raster object, Raster texture) {
    float[] values = texture.toArray();
    for (int i = 0; i < values.length; i++) {
      int pixel = i / 3 * 3;
      float light = (object.value(pixel) + object.value(pixel + 1) + object.value(pixel + 2)) / 3;
      values[i] = Math.max(0, Math.min(1, values[i] * (0.35f + 1.1f * light)));
    }
    return new Raster(object.width(), object.height(), 3, values);
  }

  private static Raster mixed(Draw draw, Raster raster, Raster texture) {
    float share = (float) draw.between(0.15, 0.7);
    Raster weight =
        new Raster(
            raster.width(), raster.height(), 1, filled(raster.width() * raster.height(), share));
    return raster.blended(texture, weight);
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    java.util.Arrays.fill(values, value);
    return values;
  }

  @Override
  public String toString() {
    return "randomised " + scenes;
  }
}
