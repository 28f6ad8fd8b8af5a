package org.text2layer.synth.quality.defect;

import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;
import org.text2layer.synth.quality.evidence.Raster;

/**
 * What a salient object detector learns from beside {@link RandomisedScenes}, drawn in the same
 * way: pictures of no object, of one, and of up to three that hide each other, some with shadows.
 * The foreground is all of them together, under the mask of all. Immutable, thread-safe.
 */
public final class RandomisedObjects {
  private static final long APART = 1_000_037;
  private static final double NONE = 0.06;
  private static final double SEVERAL = 0.3;
  private static final double SHADOWED = 0.4;
  private static final double PARTED = 0.6;
  private static final double OWN = 0.5;
  private static final float VISIBLE = 0.1f;

  private final EmojiScenes scenes;

  private RandomisedObjects(EmojiScenes scenes) {
    this.scenes = scenes;
  }

  /** Of these objects and scenes. */
  public static RandomisedObjects of(EmojiScenes scenes) {
    return new RandomisedObjects(scenes);
  }

  /** The sample of this seed: the same in every order. */
  public LayeredSample sample(long seed) {
    Draw draw = new Draw(seed * APART);
    boolean none = draw.chance(NONE);
    int objects = draw.chance(SEVERAL) ? 2 + draw.below(2) : 1;
    LayeredSample drawn = scenes.sample(draw.seed(), objects);
    Textures textures = new Textures(draw, scenes.size());
    Raster scene =
        RandomisedScenes.blurredAtTimes(
            draw, scene(draw, Raster.of(drawn.layers().backdrop()), textures));
    Raster seen = scene;
    Raster mask = Raster.where(scene.width(), scene.height(), i -> false);
    for (ImageLayer layer : drawn.layers().layers()) {
      if (!none) {
        RandomisedScenes.Look look = RandomisedScenes.bentAtTimes(draw, layer);
        seen = draw.chance(SHADOWED) ? shadowed(draw, seen, look.mask()) : seen;
        seen = seen.blended(surface(draw, look.object(), textures), look.mask());
        mask = mask.or(look.mask());
      }
    }
    Camera camera = new Camera(draw);
    RgbImage picture = camera.seen(seen);
    LayeredImage layers =
        LayeredImage.twoLayer(
            picture.where(mask.toMask(), VISIBLE), camera.seen(scene), mask.toMask());
    return new LayeredSample(drawn.caption(), picture, layers);
  }

  /**
   * Parts of one scene with surfaces of their own, as rocks, moss or sand, which grow into each
   * other or end sharply: a texture that differs from the one beside it is no object yet.
   */
  private static Raster scene(Draw draw, Raster backdrop, Textures textures) {
    Raster scene = RandomisedScenes.scene(draw, backdrop, textures);
    int parts = draw.chance(PARTED) ? 1 + draw.below(3) : 0;
    for (int part = 0; part < parts; part++) {
      Raster other = RandomisedScenes.scene(draw, backdrop, textures);
      Raster where = draw.hills(scene.width(), scene.height(), 2 + draw.below(5));
      Raster rough = textures.noise();
      double level = draw.between(0.4, 0.65);
      double roughness = draw.between(0, 0.5);
      double softness = draw.between(0.01, 0.2);
      float[] weights = new float[where.length()];
      for (int i = 0; i < weights.length; i++) {
        double height = where.value(i) + roughness * (rough.value(3 * i) - 0.5);
        weights[i] = (float) Math.max(0, Math.min(1, (height - level) / softness));
      }
      scene = scene.blended(other, new Raster(scene.width(), scene.height(), 1, weights));
    }
    return parts > 0 ? lit(draw, scene, textures.noise()) : scene;
  }

  /** Lighter and darker over the scene, as uneven ground is in the sun. */
  private static Raster lit(Draw draw, Raster scene, Raster light) {
    float depth = (float) draw.between(0, 0.9);
    float[] values = scene.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(1, values[i] * (1 - depth + 2 * depth * light.value(i / 3 * 3)));
    }
    return new Raster(scene.width(), scene.height(), 3, values);
  }

  /** Mostly their own: what tells objects from ground shall not be that they have a texture. */
  private static Raster surface(Draw draw, Raster object, Textures textures) {
    if (draw.chance(OWN)) {
      return draw.chance(0.5) ? object : RandomisedScenes.recoloured(draw, object);
    }
    return RandomisedScenes.surface(draw, object, textures);
  }

  /** Darker where a blurred copy of the mask falls, some way down and to a side. */
  private static Raster shadowed(Draw draw, Raster scene, Raster mask) {
    int across = (int) Math.round(draw.between(-0.08, 0.08) * scene.width());
    int down = (int) Math.round(draw.between(0, 0.08) * scene.height());
    Raster soft = mask.blurred(draw.between(1.5, 8));
    float strength = (float) draw.between(0.2, 0.7);
    float[] values = scene.toArray();
    for (int i = 0; i < values.length; i++) {
      int x = i / 3 % scene.width() - across;
      int y = i / 3 / scene.width() - down;
      if (x >= 0 && x < scene.width() && y >= 0) {
        values[i] *= 1 - strength * soft.value(y * scene.width() + x);
      }
    }
    return new Raster(scene.width(), scene.height(), 3, values);
  }

  @Override
  public String toString() {
    return "no to three randomised objects of " + scenes;
  }
}
