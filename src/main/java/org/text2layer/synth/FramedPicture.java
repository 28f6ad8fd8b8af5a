package org.text2layer.synth;

import org.text2layer.data.Cropping;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.SalientObjectDetector;

/**
 * A picture as a square of the working size.
 *
 * @param cropping what was cut off for it
 */
record FramedPicture(RgbImage picture, Cropping cropping) {
  private static final int CHANNELS = 3;

  /** What is above belongs to the object, however faint its surroundings are. */
  private static final float OBJECT = 0.5f;

  static FramedPicture of(
      RgbImage picture, Framing framing, int size, SalientObjectDetector detector) {
    boolean square = picture.width() == picture.height();
    return switch (square ? Framing.CENTRE : framing) {
      case CENTRE -> centred(picture, size);
      case OBJECT -> aroundObject(picture, size, detector);
      case PADDED -> new FramedPicture(padded(picture, size), Cropping.none());
    };
  }

  private static FramedPicture centred(RgbImage picture, int size) {
    int side = Math.min(picture.width(), picture.height());
    return part(picture, (picture.width() - side) / 2, (picture.height() - side) / 2, side, size);
  }

  private static FramedPicture part(RgbImage picture, int x, int y, int side, int size) {
    Cropping cropping = Cropping.of(picture.width(), picture.height(), x, y, side, side);
    RgbImage part = picture.crop(x, y, side, side).resized(size, size, Resampling.BICUBIC);
    return new FramedPicture(part, cropping);
  }

  private static FramedPicture aroundObject(
      RgbImage picture, int size, SalientObjectDetector detector) {
    Mask mask = detector.detect(picture.resized(size, size, Resampling.BICUBIC));
    boolean wide = picture.width() > picture.height();
    int first = Integer.MAX_VALUE;
    int last = -1;
    float[] values = mask.toArray();
    for (int i = 0; i < values.length; i++) {
      if (values[i] > OBJECT) {
        int along = wide ? i % mask.width() : i / mask.width();
        first = Math.min(first, along);
        last = Math.max(last, along);
      }
    }
    if (last < 0) {
      return centred(picture, size);
    }
    int side = Math.min(picture.width(), picture.height());
    int longer = Math.max(picture.width(), picture.height());
    int length = wide ? mask.width() : mask.height();
    double middle = (first + last + 1) / 2.0 * longer / length;
    int start = (int) Math.round(Math.max(0, Math.min(longer - side, middle - side / 2.0)));
    return part(picture, wide ? start : 0, wide ? 0 : start, side, size);
  }

  /** Repeated edges, since an edge of white or black would be an object to the detector. */
  private static RgbImage padded(RgbImage picture, int size) {
    int longer = Math.max(picture.width(), picture.height());
    int width = Math.max(1, Math.round((float) picture.width() * size / longer));
    int height = Math.max(1, Math.round((float) picture.height() * size / longer));
    float[] small = picture.resized(width, height, Resampling.BICUBIC).toArray();
    float[] padded = new float[size * size * CHANNELS];
    for (int y = 0; y < size; y++) {
      int fromY = Math.max(0, Math.min(height - 1, y - (size - height) / 2));
      for (int x = 0; x < size; x++) {
        int fromX = Math.max(0, Math.min(width - 1, x - (size - width) / 2));
        int from = (fromY * width + fromX) * CHANNELS;
        System.arraycopy(small, from, padded, (y * size + x) * CHANNELS, CHANNELS);
      }
    }
    return RgbImage.of(size, size, padded);
  }
}
