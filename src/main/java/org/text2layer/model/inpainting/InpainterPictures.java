package org.text2layer.model.inpainting;

import org.text2layer.image.Mask;
import org.text2layer.image.Resampler;
import org.text2layer.image.Resampler.PassOrder;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.inpainting.InpainterConfiguration.Input;

/**
 * From a picture with a hole to what a network sees, and from its levels to a picture.
 *
 * @param width of the picture
 * @param height of the picture
 * @param resampledWidth what the picture has for the network
 * @param resampledHeight the same
 * @param paddedWidth what the network's input has
 * @param paddedHeight the same
 */
record InpainterPictures(
    int width,
    int height,
    int resampledWidth,
    int resampledHeight,
    int paddedWidth,
    int paddedHeight) {
  /**
   * A network takes some kilobytes a pixel: a hole as large as a photograph would take them all.
   */
  private static final int MAX_PADDED_SIDE = 2_048;

  /** The sizes for a picture of this one. */
  static InpainterPictures of(InpainterConfiguration configuration, int width, int height) {
    int size = configuration.size();
    if (configuration.input() == Input.FIXED) {
      return new InpainterPictures(width, height, size, size, size, size);
    }
    if (configuration.input() == Input.WHOLE) {
      return new InpainterPictures(width, height, width, height, width, height);
    }
    double scale = Math.min(1, (double) MAX_PADDED_SIDE / Math.max(width, height));
    int newWidth = Math.max(1, (int) Math.round(scale * width));
    int newHeight = Math.max(1, (int) Math.round(scale * height));
    int paddedWidth = (newWidth + size - 1) / size * size;
    int paddedHeight = (newHeight + size - 1) / size * size;
    return new InpainterPictures(width, height, newWidth, newHeight, paddedWidth, paddedHeight);
  }

  /** The picture's levels, (3, padded height, padded width). */
  byte[] image(RgbImage picture) {
    return padded(resampler(true).resize(picture.toLevels(), 3), 3);
  }

  /** 255 wherever resampling mixes some of the hole in, else 0: (padded height, padded width). */
  byte[] hole(Mask hole) {
    byte[] levels = resampler(true).resize(hole.thresholded(0).toLevels(), 1);
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (levels[i] == 0 ? 0 : 255);
    }
    return padded(levels, 1);
  }

  /** The picture of levels (3, padded height, padded width). */
  RgbImage picture(byte[] planes) {
    byte[] levels = new byte[3 * resampledWidth * resampledHeight];
    for (int i = 0; i < levels.length; i++) {
      int x = i / 3 % resampledWidth;
      int y = i / 3 / resampledWidth;
      levels[i] = planes[(i % 3 * paddedHeight + y) * paddedWidth + x];
    }
    byte[] resized = resampler(false).resize(levels, 3);
    float[] rgb = new float[resized.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (resized[i] & 0xff) / 255f;
    }
    return RgbImage.of(width, height, rgb);
  }

  private Resampler resampler(boolean forNetwork) {
    int fromWidth = forNetwork ? width : resampledWidth;
    int fromHeight = forNetwork ? height : resampledHeight;
    return Resampler.of(
        fromWidth,
        fromHeight,
        forNetwork ? resampledWidth : width,
        forNetwork ? resampledHeight : height,
        Resampling.BICUBIC,
        PassOrder.PILLOW_13);
  }

  /** Channel after channel, mirrored at the right and lower edge, which is repeated. */
  private byte[] padded(byte[] levels, int channels) {
    byte[] planes = new byte[channels * paddedWidth * paddedHeight];
    for (int i = 0; i < planes.length; i++) {
      int x = mirrored(i % paddedWidth, resampledWidth);
      int y = mirrored(i / paddedWidth % paddedHeight, resampledHeight);
      int channel = i / paddedWidth / paddedHeight;
      planes[i] = levels[(y * resampledWidth + x) * channels + channel];
    }
    return planes;
  }

  /** ... c d | d c b a | a b c ...: numpy's "symmetric". */
  private static int mirrored(int position, int length) {
    int within = position % (2 * length);
    return within < length ? within : 2 * length - 1 - within;
  }
}
