package org.text2layer.data;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampler;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/** Composes a sample from objects and a scene, squares of one size, and where they stand. */
final class SceneComposition {
  /** Of the bundled pictures. */
  static final int SIZE = 256;

  private static final int CHANNELS = 4;

  /** Below this scale the object is halved and doubled again, against aliasing. */
  private static final double SMALL = 0.62;

  /** The paper's threshold for the foreground (III-B). */
  private static final float VISIBLE = 0.1f;

  private SceneComposition() {}

  static LayeredSample of(RgbaImage object, RgbImage scene, Placement placement) {
    return of(List.of(object), scene, new Arrangement(List.of(placement)));
  }

  /** One object is the layer "foreground", of several each has its own name. */
  static LayeredSample of(List<RgbaImage> objects, RgbImage scene, Arrangement arrangement) {
    int size = scene.width();
    boolean mirrored = arrangement.placements().get(0).mirrorScene();
    RgbImage background = mirrored ? scene.mirrored() : scene;
    float[] picture = background.toArray();
    List<ImageLayer> layers = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      Placement placement = arrangement.placements().get(i);
      float[] smoothed = smoothed(premultiplied(objects.get(i)), size, placement);
      String name = objects.size() == 1 ? "foreground" : placement.object().name();
      layers.add(layer(name, place(smoothed, size, placement), size, picture));
    }
    return new LayeredSample(
        arrangement.caption(),
        RgbImage.clamped(size, size, picture),
        LayeredImage.of(background, layers));
  }

  /** Composes it over the picture too. */
  private static ImageLayer layer(String name, float[] placed, int size, float[] picture) {
    float[] mask = new float[size * size];
    float[] foreground = new float[size * size * 3];
    for (int pixel = 0; pixel < size * size; pixel++) {
      float m = placed[pixel * CHANNELS + 3];
      mask[pixel] = m;
      for (int channel = 0; channel < 3; channel++) {
        float colour = placed[pixel * CHANNELS + channel] / Math.max(m, 1e-4f);
        int at = pixel * 3 + channel;
        foreground[at] = m > VISIBLE ? colour : 0;
        picture[at] = m * colour + (1 - m) * picture[at];
      }
    }
    return new ImageLayer(
        name, RgbImage.clamped(size, size, foreground), Mask.clamped(size, size, mask));
  }

  private static float[] premultiplied(RgbaImage object) {
    float[] colour = object.colour().toArray();
    float[] alpha = object.alpha().toArray();
    float[] premultiplied = new float[alpha.length * CHANNELS];
    for (int pixel = 0; pixel < alpha.length; pixel++) {
      for (int channel = 0; channel < 3; channel++) {
        premultiplied[pixel * CHANNELS + channel] = colour[pixel * 3 + channel] * alpha[pixel];
      }
      premultiplied[pixel * CHANNELS + 3] = alpha[pixel];
    }
    return premultiplied;
  }

  private static float[] smoothed(float[] object, int size, Placement placement) {
    if (placement.scale() >= SMALL) {
      return object;
    }
    int half = size / 2;
    float[] small =
        Resampler.of(size, size, half, half, Resampling.BOX).resize(object, CHANNELS, 1);
    return Resampler.of(half, half, size, size, Resampling.BILINEAR).resize(small, CHANNELS, 1);
  }

  /** Samples the object at each output pixel's position, in coordinates of [-1, 1]. */
  private static float[] place(float[] object, int size, Placement placement) {
    double c = Math.cos(placement.angle()) / placement.scale();
    double s = Math.sin(placement.angle()) / placement.scale();
    double f = placement.mirrorObject() ? -1 : 1;
    float[] placed = new float[object.length];
    for (int row = 0; row < size; row++) {
      double y = (2 * row + 1.0) / size - 1 - placement.dy();
      for (int column = 0; column < size; column++) {
        double x = (2 * column + 1.0) / size - 1 - placement.dx();
        double sourceX = ((f * (c * x + s * y) + 1) * size - 1) / 2;
        double sourceY = ((-s * x + c * y + 1) * size - 1) / 2;
        interpolate(object, size, sourceX, sourceY, placed, (row * size + column) * CHANNELS);
      }
    }
    return placed;
  }

  /** Bilinear between the four nearest pixel centres, zeros outside. */
  private static void interpolate(
      float[] object, int size, double x, double y, float[] into, int at) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    for (int row = top; row <= top + 1; row++) {
      for (int column = left; column <= left + 1; column++) {
        if (row < 0 || row >= size || column < 0 || column >= size) {
          continue;
        }
        double weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
        int from = (row * size + column) * CHANNELS;
        for (int channel = 0; channel < CHANNELS; channel++) {
          into[at + channel] += (float) (weight * object[from + channel]);
        }
      }
    }
  }
}
