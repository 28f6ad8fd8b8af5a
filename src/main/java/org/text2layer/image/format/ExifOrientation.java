package org.text2layer.image.format;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** How a camera was held: EXIF's tag 0x0112, 1 to 8. */
final class ExifOrientation {
  static final int UPRIGHT = 1;
  private static final int TAG = 0x0112;
  private static final byte[] INTRODUCTION = {'E', 'x', 'i', 'f', 0, 0};

  private ExifOrientation() {}

  /** The orientation in an EXIF block, with its introduction or without; upright if none. */
  static int of(byte[] exif) {
    int offset = 0;
    while (isIntroduced(exif, offset)) { // some writers of PNG and WebP add what JPEG needs
      offset += INTRODUCTION.length;
    }
    ByteBuffer tiff = ByteBuffer.wrap(exif, offset, exif.length - offset).slice();
    if (tiff.remaining() < 8) {
      return UPRIGHT;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) {
      return UPRIGHT;
    }
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if (entry > tiff.limit() - 12) {
        return UPRIGHT;
      }
      if ((tiff.getShort(entry) & 0xffff) == TAG) {
        int value = value(tiff, entry);
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** Whether an EXIF block begins with the name that JPEG's segments of many kinds have. */
  static boolean isIntroduced(byte[] segment, int offset) {
    int end = offset + INTRODUCTION.length;
    return segment.length >= end
        && Arrays.equals(segment, offset, end, INTRODUCTION, 0, INTRODUCTION.length);
  }

  /** A whole number of any width, as Pillow takes it; the standard has SHORT. */
  private static int value(ByteBuffer tiff, int entry) {
    return switch (tiff.getShort(entry + 2)) {
      case 3, 8 -> tiff.getShort(entry + 8); // SHORT, SSHORT
      case 4, 9 -> tiff.getInt(entry + 8); // LONG, SLONG
      case 6 -> tiff.get(entry + 8); // SBYTE; Pillow takes a BYTE for text
      default -> UPRIGHT;
    };
  }

  /** The picture turned upright; the same object if it is already. */
  static BufferedImage apply(int orientation, BufferedImage picture) {
    if (orientation == UPRIGHT) {
      return picture;
    }
    boolean transposed = orientation >= 5;
    boolean fromRight =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    boolean fromBelow =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    Raster source = picture.getRaster();
    int width = source.getWidth();
    int height = source.getHeight();
    ColorModel model = picture.getColorModel();
    WritableRaster target =
        model.createCompatibleWritableRaster(
            transposed ? height : width, transposed ? width : height);
    Object pixel = null;
    for (int y = 0; y < target.getHeight(); y++) {
      for (int x = 0; x < target.getWidth(); x++) {
        int u = transposed ? y : x;
        int v = transposed ? x : y;
        pixel =
            source.getDataElements(
                fromRight ? width - 1 - u : u, fromBelow ? height - 1 - v : v, pixel);
        target.setDataElements(x, y, pixel);
      }
    }
    return new BufferedImage(model, target, model.isAlphaPremultiplied(), null);
  }
}
