package org.text2layer.synth.quality.defect;

import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.synth.quality.evidence.Raster;

/**
 * Surfaces made by a program, whose statistics are near those of photographs: noise of all scales,
 * and dead leaves, opaque shapes of all sizes over each other (Lee, Mumford and Huang, 2001).
 */
final class Textures {
  private static final double SMALLEST_LEAF = 3;
  private static final double LARGEST_LEAF = 0.35;

  private final Draw draw;
  private final int side;

  Textures(Draw draw, int side) {
    this.draw = draw;
    this.side = side;
  }

  /** One of them. */
  Raster any() {
    return draw.chance(0.5) ? noise() : leaves();
  }

  /** Noise of all scales in a few colours. */
  Raster noise() {
    float[] field = field();
    return coloured(field, palette(2 + draw.below(4)), draw.between(0, 0.08));
  }

  /** In [0, 1]: octaves of hills, each weaker than the last, along one direction or none. */
  private float[] field() {
    double persistence = draw.between(0.4, 0.95);
    int[] stretch = {1, 1, 1, 2, 6};
    int across = stretch[draw.below(stretch.length)];
    int along = stretch[draw.below(stretch.length)];
    float[] field = new float[side * side];
    double weight = 1;
    double total = 0;
    for (int cells = 2 + draw.below(4); cells <= side / 2; cells *= 2) {
      float[] hills = hills(Math.min(side, cells * across), Math.min(side, cells * along));
      for (int i = 0; i < field.length; i++) {
        field[i] += (float) (weight * (hills[i] - 0.5));
      }
      total += weight * weight;
      weight *= persistence;
    }
    double spread = 1.2 / Math.sqrt(total);
    for (int i = 0; i < field.length; i++) {
      field[i] = (float) Math.max(0, Math.min(1, 0.5 + spread * field[i]));
    }
    return field;
  }

  private float[] hills(int columns, int rows) {
    float[] coarse = new float[columns * rows];
    for (int i = 0; i < coarse.length; i++) {
      coarse[i] = (float) draw.between(0, 1);
    }
    return Mask.clamped(columns, rows, coarse).resized(side, side, Resampling.BILINEAR).toArray();
  }

  private float[][] palette(int colours) {
    float[][] palette = new float[colours][3];
    double grey = draw.between(0, 1);
    double saturation = draw.between(0.1, 1);
    for (float[] colour : palette) {
      double light = draw.between(0, 1);
      for (int c = 0; c < 3; c++) {
        double own = draw.between(0, 1);
        colour[c] = (float) (light + saturation * grey * (own - light));
      }
    }
    return palette;
  }

  private Raster coloured(float[] field, float[][] palette, double grain) {
    float[] values = new float[3 * field.length];
    for (int i = 0; i < field.length; i++) {
      double at = field[i] * (palette.length - 1);
      int low = Math.min(palette.length - 2, (int) at);
      double fine = grain * draw.normal();
      for (int c = 0; c < 3; c++) {
        double value = palette[low][c] + (at - low) * (palette[low + 1][c] - palette[low][c]);
        values[3 * i + c] = (float) Math.max(0, Math.min(1, value + fine));
      }
    }
    return new Raster(side, side, 3, values);
  }

  /** Ellipses of all sizes over noise, each with a grain of its own. */
  Raster leaves() {
    float[] values = noise().toArray();
    float[] field = field();
    float[][] palette = palette(3 + draw.below(6));
    int count = 30 + draw.below(300);
    for (int leaf = 0; leaf < count; leaf++) {
      leaf(values, field, palette[draw.below(palette.length)]);
    }
    return new Raster(side, side, 3, values);
  }

  private void leaf(float[] values, float[] field, float[] base) {
    double radius =
        Math.min(LARGEST_LEAF * side, SMALLEST_LEAF / Math.sqrt(1 - draw.between(0, 0.9995)));
    double aspect = draw.between(0.3, 1);
    double angle = draw.between(0, Math.PI);
    double x0 = draw.between(0, side);
    double y0 = draw.between(0, side);
    double power = draw.chance(0.5) ? 2 : draw.between(2, 8);
    double grain = draw.between(0, 0.6);
    float[] colour = new float[3];
    for (int c = 0; c < 3; c++) {
      colour[c] = (float) (base[c] + draw.between(-0.12, 0.12));
    }
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (int y = (int) Math.max(0, y0 - radius); y < Math.min(side, y0 + radius); y++) {
      for (int x = (int) Math.max(0, x0 - radius); x < Math.min(side, x0 + radius); x++) {
        double u = (cos * (x - x0) + sin * (y - y0)) / radius;
        double v = (cos * (y - y0) - sin * (x - x0)) / radius / aspect;
        if (Math.pow(Math.abs(u), power) + Math.pow(Math.abs(v), power) < 1) {
          int i = y * side + x;
          for (int c = 0; c < 3; c++) {
            double value = colour[c] + grain * (field[i] - 0.5);
            values[3 * i + c] = (float) Math.max(0, Math.min(1, value));
          }
        }
      }
    }
  }
}
