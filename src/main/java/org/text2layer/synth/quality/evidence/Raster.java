package org.text2layer.synth.quality.evidence;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/** Float samples of any range with the few operations that defects are made of. Immutable. */
public final class Raster {
  /** Three box filters of radius r come close to a normal one of variance r(r + 1). */
  private static final int BOXES = 3;

  private final int width;
  private final int height;
  private final int channels;
  private final float[] values;

  /** Keeps the array. */
  public Raster(int width, int height, int channels, float[] values) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.values = values;
  }

  public static Raster of(Mask mask) {
    return new Raster(mask.width(), mask.height(), 1, mask.toArray());
  }

  public static Raster of(RgbImage picture) {
    return new Raster(picture.width(), picture.height(), 3, picture.toArray());
  }

  /** 1 where the condition on the pixel's index holds, 0 elsewhere. */
  public static Raster where(int width, int height, IntPredicate condition) {
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = condition.test(i) ? 1 : 0;
    }
    return new Raster(width, height, 1, values);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public float value(int index) {
    return values[index];
  }

  public int length() {
    return values.length;
  }

  /**
   * Smoothed by about this standard deviation in pixels, which is at least the square root of 2;
   * edges repeat outwards.
   */
  public Raster blurred(double deviation) {
    int radius = (int) Math.max(1, Math.round((Math.sqrt(1 + 4 * deviation * deviation) - 1) / 2));
    float[] smooth = values;
    for (int box = 0; box < BOXES; box++) {
      smooth = boxed(smooth, radius, width, channels);
      smooth = boxed(smooth, radius, height, width * channels);
    }
    return new Raster(width, height, channels, smooth);
  }

  /**
   * Means over 2 · radius + 1 samples, of rows of {@code count} groups of {@code lanes} samples,
   * each lane by itself: the lanes of a group lie side by side, which matters down a picture.
   */
  private static float[] boxed(float[] from, int radius, int count, int lanes) {
    float[] to = new float[from.length];
    double[] sums = new double[lanes];
    for (int row = 0; row < from.length; row += count * lanes) {
      Arrays.fill(sums, 0);
      for (int i = -radius - 1; i < radius; i++) {
        int at = row + clamp(i, count) * lanes;
        for (int lane = 0; lane < lanes; lane++) {
          sums[lane] += from[at + lane];
        }
      }
      for (int i = 0; i < count; i++) {
        int next = row + clamp(i + radius, count) * lanes;
        int last = row + clamp(i - radius - 1, count) * lanes;
        for (int lane = 0; lane < lanes; lane++) {
          sums[lane] += from[next + lane];
          sums[lane] -= from[last + lane];
          to[row + i * lanes + lane] = (float) (sums[lane] / (2 * radius + 1));
        }
      }
    }
    return to;
  }

  private static int clamp(int index, int count) {
    return Math.max(0, Math.min(count - 1, index));
  }

  /** The largest value within a square of this radius; the smallest for a negative radius. */
  public Raster dilated(int radius) {
    int reach = Math.abs(radius);
    float[] across = new float[values.length];
    float[] grown = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int x = i % width;
      float best = values[i];
      for (int dx = Math.max(-reach, -x); dx <= Math.min(reach, width - 1 - x); dx++) {
        best = radius > 0 ? Math.max(best, values[i + dx]) : Math.min(best, values[i + dx]);
      }
      across[i] = best;
    }
    for (int i = 0; i < values.length; i++) {
      int y = i / width;
      float best = across[i];
      for (int dy = Math.max(-reach, -y); dy <= Math.min(reach, height - 1 - y); dy++) {
        float other = across[i + dy * width];
        best = radius > 0 ? Math.max(best, other) : Math.min(best, other);
      }
      grown[i] = best;
    }
    return new Raster(width, height, 1, grown);
  }

  /** This one where the weight is 0, the other where it is 1. */
  public Raster blended(Raster other, Raster weight) {
    float[] blend = new float[values.length];
    for (int i = 0; i < blend.length; i++) {
      float w = weight.values[i / channels];
      blend[i] = (1 - w) * values[i] + w * other.values[i];
    }
    return new Raster(width, height, channels, blend);
  }

  /** Sample by sample. */
  public Raster times(Raster other) {
    float[] product = new float[values.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = values[i] * other.values[i];
    }
    return new Raster(width, height, channels, product);
  }

  /** The larger of both, sample by sample. */
  public Raster or(Raster other) {
    float[] larger = new float[values.length];
    for (int i = 0; i < larger.length; i++) {
      larger[i] = Math.max(values[i], other.values[i]);
    }
    return new Raster(width, height, channels, larger);
  }

  /** The mean of all samples: of a mask, its share of the frame. */
  public double mean() {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The mean absolute difference per sample, weighted by a mask. */
  public double difference(Raster other, Raster weight) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weight.values[i / channels] * Math.abs(values[i] - other.values[i]);
    }
    return sum / Math.max(1e-9, weight.mean() * values.length);
  }

  public Mask toMask() {
    return Mask.clamped(width, height, values);
  }

  public RgbImage toPicture() {
    return RgbImage.clamped(width, height, values);
  }

  /** A copy to write to. */
  public float[] toArray() {
    return values.clone();
  }
}
