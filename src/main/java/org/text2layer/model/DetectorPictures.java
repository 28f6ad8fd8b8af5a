package org.text2layer.model;

import org.text2layer.image.Mask;
import org.text2layer.image.Resampler;
import org.text2layer.image.Resampler.PassOrder;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.DetectorConfiguration.ChannelOrder;
import org.text2layer.model.DetectorConfiguration.Divisor;
import org.text2layer.model.DetectorConfiguration.MaskResizing;

/** From a picture to what a salient object network sees, and from its numbers to a mask. */
record DetectorPictures(DetectorConfiguration configuration) {
  /** The array (3, height, width) that the network is given. */
  float[] input(RgbImage picture) {
    int width = configuration.width();
    int height = configuration.height();
    byte[] levels =
        Resampler.of(
                picture.width(),
                picture.height(),
                width,
                height,
                configuration.filter(),
                PassOrder.PILLOW_13)
            .resize(picture.toLevels(), 3);
    double white = configuration.divisor() == Divisor.WHITE ? 255 : largest(levels);
    int pixels = width * height;
    float[] planes = new float[3 * pixels];
    for (int channel = 0; channel < 3; channel++) {
      int colour = configuration.order() == ChannelOrder.RGB ? channel : 2 - channel;
      double middle = configuration.mean().get(channel);
      double spread = configuration.deviation().get(channel);
      for (int pixel = 0; pixel < pixels; pixel++) {
        double value = (levels[3 * pixel + colour] & 0xff) / white;
        planes[channel * pixels + pixel] = (float) ((value - middle) / spread);
      }
    }
    return planes;
  }

  /** 1 at least: a black picture stays 0. */
  private static int largest(byte[] levels) {
    int largest = 1;
    for (byte level : levels) {
      largest = Math.max(largest, level & 0xff);
    }
    return largest;
  }

  /**
   * The mask of {@code newWidth} x {@code newHeight} pixels from the network's finite numbers,
   * (height, width).
   */
  Mask mask(float[] numbers, int newWidth, int newHeight) {
    int width = configuration.width();
    int height = configuration.height();
    float[] values = numbers.clone();
    if (configuration.activation().logit()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (1 / (1 + Math.exp(-values[i])));
      }
    }
    stretch(values);
    if (configuration.maskResizing() == MaskResizing.INTERPOLATED) {
      float[] resized =
          Resampler.interpolating(width, height, newWidth, newHeight).resize(values, 1, 1);
      stretch(resized);
      return Mask.ofLevels(newWidth, newHeight, levels(resized));
    }
    Resampling back =
        configuration.maskResizing() == MaskResizing.LANCZOS
            ? Resampling.LANCZOS
            : Resampling.BICUBIC;
    Resampler resampler =
        Resampler.of(width, height, newWidth, newHeight, back, PassOrder.PILLOW_13);
    return Mask.ofLevels(newWidth, newHeight, resampler.resize(levels(values), 1));
  }

  /** In place. To stretch before an interpolation and again after it is to stretch after it. */
  private void stretch(float[] values) {
    float smallest = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
    if (configuration.activation().stretched() && largest > smallest) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (values[i] - smallest) / (largest - smallest);
      }
    }
  }

  private static byte[] levels(float[] values) {
    byte[] levels = new byte[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (int) (Math.max(0, Math.min(1, values[i])) * 255);
    }
    return levels;
  }
}
