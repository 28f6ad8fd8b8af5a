package org.text2layer.image.format;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.util.Arrays;

/**
 * The samples of AWT pictures as display values in [0, 1]. Plain ones are divided by their largest
 * level, whatever the colour profile says, as Pillow does; what is packed, indexed or premultiplied
 * goes through AWT's conversion to 8 bits a channel.
 */
public final class AwtSamples {
  private static final int RGB = 3;

  private AwtSamples() {}

  /** Rows from top to bottom, each pixel as red, green, blue. */
  public static float[] colours(BufferedImage picture) {
    return arePlain(picture.getColorModel()) ? plainColours(picture) : convertedColours(picture);
  }

  /** Whether one plain sample a pixel is all that the picture has. */
  public static boolean areGrey(BufferedImage picture) {
    return picture.getColorModel().getNumComponents() == 1 && arePlain(picture.getColorModel());
  }

  /** Whether its rasters give plain bytes, one a pixel or red, green and blue. */
  static boolean areOpaqueBytes(BufferedImage picture) {
    ColorModel model = picture.getColorModel();
    return arePlain(model)
        && !model.hasAlpha()
        && model.getTransferType() == DataBuffer.TYPE_BYTE
        && model.getComponentSize(0) == Byte.SIZE;
  }

  /** One value a pixel, of a picture whose samples {@linkplain #areGrey are grey}. */
  public static float[] grey(BufferedImage picture) {
    int width = picture.getWidth();
    float[] values = levels(picture.getColorModel().getComponentSize(0));
    float[] grey = new float[width * picture.getHeight()];
    for (int y = 0; y < picture.getHeight(); y++) {
      System.arraycopy(plainRow(picture, y, values), 0, grey, y * width, width);
    }
    return grey;
  }

  /** One value a pixel; 1 everywhere if the picture has no alpha. */
  public static float[] alpha(BufferedImage picture) {
    ColorModel model = picture.getColorModel();
    int width = picture.getWidth();
    float[] alpha = new float[width * picture.getHeight()];
    if (!model.hasAlpha()) {
      Arrays.fill(alpha, 1);
      return alpha;
    }
    boolean plain = arePlain(model);
    float[] values = levels(plain ? model.getComponentSize(0) : Byte.SIZE);
    int bands = model.getNumComponents();
    for (int y = 0; y < picture.getHeight(); y++) {
      float[] samples = plain ? plainRow(picture, y, values) : new float[0];
      int[] packed = plain ? new int[0] : packedRow(picture, y);
      for (int x = 0; x < width; x++) {
        alpha[y * width + x] = plain ? samples[bands * x + bands - 1] : values[packed[x] >>> 24];
      }
    }
    return alpha;
  }

  /** Whether the samples are the display values: then getRGB would lose bits, or linearise grey. */
  private static boolean arePlain(ColorModel model) {
    int space = model.getColorSpace().getType();
    int type = model.getTransferType();
    return model instanceof ComponentColorModel
        && !model.isAlphaPremultiplied()
        && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
  }

  private static float[] plainColours(BufferedImage picture) {
    ColorModel model = picture.getColorModel();
    int width = picture.getWidth();
    int bands = model.getNumComponents();
    int green = model.getNumColorComponents() == 1 ? 0 : 1;
    float[] values = levels(model.getComponentSize(0));
    float[] rgb = new float[RGB * width * picture.getHeight()];
    for (int y = 0; y < picture.getHeight(); y++) {
      float[] row = plainRow(picture, y, values);
      int start = RGB * width * y;
      if (bands == RGB) {
        System.arraycopy(row, 0, rgb, start, row.length);
      } else {
        for (int x = 0; x < width; x++) {
          rgb[start + RGB * x] = row[bands * x];
          rgb[start + RGB * x + 1] = row[bands * x + green];
          rgb[start + RGB * x + 2] = row[bands * x + 2 * green];
        }
      }
    }
    return rgb;
  }

  /** All bands of a row. Rasters copy such data many times faster than getPixels reads it. */
  private static float[] plainRow(BufferedImage picture, int y, float[] values) {
    Object data = picture.getRaster().getDataElements(0, y, picture.getWidth(), 1, null);
    if (data instanceof byte[] bytes) {
      float[] row = new float[bytes.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = values[bytes[i] & 0xff];
      }
      return row;
    }
    short[] shorts = (short[]) data;
    float[] row = new float[shorts.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = values[shorts[i] & 0xffff];
    }
    return row;
  }

  /** The value of each level: looked up, which is faster than divided. */
  private static float[] levels(int bits) {
    float[] values = new float[1 << bits];
    for (int level = 0; level < values.length; level++) {
      values[level] = level / (values.length - 1f);
    }
    return values;
  }

  private static float[] convertedColours(BufferedImage picture) {
    int width = picture.getWidth();
    float[] values = levels(Byte.SIZE);
    float[] rgb = new float[RGB * width * picture.getHeight()];
    for (int y = 0; y < picture.getHeight(); y++) {
      int[] row = packedRow(picture, y);
      for (int x = 0; x < width; x++) {
        int pixel = RGB * (y * width + x);
        rgb[pixel] = values[row[x] >> 16 & 0xff];
        rgb[pixel + 1] = values[row[x] >> 8 & 0xff];
        rgb[pixel + 2] = values[row[x] & 0xff];
      }
    }
    return rgb;
  }

  private static int[] packedRow(BufferedImage picture, int y) {
    return picture.getRGB(0, y, picture.getWidth(), 1, null, 0, picture.getWidth());
  }
}
