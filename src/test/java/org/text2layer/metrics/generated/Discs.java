package org.text2layer.metrics.generated;

import java.util.function.ToDoubleBiFunction;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.SalientObjectDetector;

/** A patterned disc with a soft edge over another pattern: layers that are right. */
final class Discs {
  static final int SIZE = 64;

  private Discs() {}

  static Mask mask(double radius) {
    float[] values = new float[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      double distance = Math.hypot(i % SIZE + 0.5 - 32, i / SIZE + 0.5 - 32);
      values[i] = (float) Math.max(0, Math.min(1, (radius - distance) / 3 + 0.5));
    }
    return Mask.of(SIZE, SIZE, values);
  }

  /** From (x, y) to a grey level in [0, 1], a little redder than blue. */
  static RgbImage pattern(ToDoubleBiFunction<Integer, Integer> level) {
    float[] rgb = new float[3 * SIZE * SIZE];
    for (int i = 0; i < rgb.length; i++) {
      double value = level.applyAsDouble(i / 3 % SIZE, i / 3 / SIZE);
      rgb[i] = (float) (value * (1 - 0.1 * (i % 3)));
    }
    return RgbImage.of(SIZE, SIZE, rgb);
  }

  static RgbImage stripes() {
    return pattern((x, y) -> 0.8 + 0.1 * Math.sin(0.8 * x));
  }

  static RgbImage waves() {
    return pattern((x, y) -> 0.3 + 0.1 * Math.sin(0.5 * y));
  }

  static LayeredImage disc() {
    return LayeredImage.twoLayer(stripes(), waves(), mask(18));
  }

  /** Sees nothing, or everything, in every picture. */
  static SalientObjectDetector seeing(float everywhere) {
    return new SalientObjectDetector() {
      @Override
      public Mask detect(RgbImage picture) {
        return Mask.filled(picture.width(), picture.height(), everywhere);
      }

      @Override
      public String description() {
        return "a detector that sees " + everywhere;
      }

      @Override
      public void close() {}
    };
  }
}
