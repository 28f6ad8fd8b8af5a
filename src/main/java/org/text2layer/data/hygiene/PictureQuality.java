package org.text2layer.data.hygiene;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;

/**
 * Measures of one picture, after CleanVision's (cleanlab). A large picture may be {@linkplain
 * org.text2layer.image.PictureReader#readReduced reduced} before: only its size needs all pixels.
 *
 * @param width of the whole picture in pixels
 * @param height of the whole picture in pixels
 * @param darkest the brightness in [0, 1] that 5 % of the pixels do not exceed
 * @param brightest the brightness that 99 % do not exceed
 * @param sharpness the variance of the Laplacian of the grey levels 0…255, of the picture shrunk to
 *     at most 256 pixels a side (Pech-Pacheco, 2000)
 * @param entropy of the 256 grey levels, in bits: 0 to 8; of the whole or, where that is more, of
 *     the richest window of a quarter of its width and height. So a product on white has the
 *     information of the product, and a blank with a line of text next to none
 * @param digest SHA-256 of size and pixels at 8 bits, in hexadecimal: equal for equal pictures; of
 *     one that was reduced it sees the pixels that were left, which single pixels of the whole
 *     hardly change
 * @param hash its looks in 64 bits ("dHash": Krawetz, 2013), most of which similar pictures share
 */
public record PictureQuality(
    int width,
    int height,
    double darkest,
    double brightest,
    double sharpness,
    double entropy,
    String digest,
    long hash) {
  /**
   * What a picture may be reduced to, along its shorter side: twice what sharpness looks at, and a
   * quarter of a million pixels for the distribution of levels.
   */
  public static final int LEAST_SIDE = 512;

  private static final int SHARPNESS_SIDE = LEAST_SIDE / 2;
  private static final int WINDOWS = 4;

  /** Measures a picture. */
  public static PictureQuality of(RgbImage picture) {
    return of(picture, picture.width(), picture.height());
  }

  /**
   * Measures a picture that may have been reduced.
   *
   * @param width of the whole picture in pixels
   * @param height of the whole picture in pixels
   */
  public static PictureQuality of(RgbImage picture, int width, int height) {
    float[] brightness = brightness(picture.toArray());
    Arrays.sort(brightness);
    int last = brightness.length - 1;
    return new PictureQuality(
        width,
        height,
        brightness[(int) Math.round(0.05 * last)],
        brightness[(int) Math.round(0.99 * last)],
        sharpness(picture),
        entropy(picture),
        digest(picture, width, height),
        DifferenceHash.of(picture));
  }

  /** The shorter side over the longer one: 1 is a square. */
  public double aspect() {
    return (double) Math.min(width, height) / Math.max(width, height);
  }

  /** How bright a colour looks (HSP model): √(0.241 R² + 0.691 G² + 0.068 B²). */
  private static float[] brightness(float[] rgb) {
    float[] brightness = new float[rgb.length / 3];
    for (int i = 0; i < brightness.length; i++) {
      float r = rgb[3 * i];
      float g = rgb[3 * i + 1];
      float b = rgb[3 * i + 2];
      brightness[i] = (float) Math.sqrt(0.241 * r * r + 0.691 * g * g + 0.068 * b * b);
    }
    return brightness;
  }

  private static double sharpness(RgbImage picture) {
    RgbImage small = shrunk(picture);
    float[] grey = DifferenceHash.grey(small);
    int width = small.width();
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int y = 1; y < small.height() - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        double laplacian =
            255
                * (grey[at - 1]
                    + grey[at + 1]
                    + grey[at - width]
                    + grey[at + width]
                    - 4 * grey[at]);
        sum += laplacian;
        squares += laplacian * laplacian;
        count++;
      }
    }
    double mean = count == 0 ? 0 : sum / count;
    return count == 0 ? 0 : squares / count - mean * mean;
  }

  private static RgbImage shrunk(RgbImage picture) {
    int longer = Math.max(picture.width(), picture.height());
    if (longer <= SHARPNESS_SIDE) {
      return picture;
    }
    int width = Math.max(1, Math.round((float) picture.width() * SHARPNESS_SIDE / longer));
    int height = Math.max(1, Math.round((float) picture.height() * SHARPNESS_SIDE / longer));
    return picture.resized(width, height, Resampling.BOX);
  }

  /** Windows are half a window apart. */
  private static double entropy(RgbImage picture) {
    int width = picture.width();
    int height = picture.height();
    int[] levels = levels(picture);
    double richest = entropy(levels, width, 0, 0, width, height);
    int across = Math.max(1, width / WINDOWS);
    int down = Math.max(1, height / WINDOWS);
    int last = 2 * WINDOWS - 2;
    for (int row = 0; row <= last; row++) {
      for (int column = 0; column <= last; column++) {
        int x = column * (width - across) / last;
        int y = row * (height - down) / last;
        richest = Math.max(richest, entropy(levels, width, x, y, across, down));
      }
    }
    return richest;
  }

  private static int[] levels(RgbImage picture) {
    float[] grey = DifferenceHash.grey(picture);
    int[] levels = new int[grey.length];
    for (int i = 0; i < grey.length; i++) {
      levels[i] = Math.round(255 * grey[i]);
    }
    return levels;
  }

  private static double entropy(int[] levels, int stride, int left, int top, int across, int down) {
    int[] counts = new int[256];
    for (int y = top; y < top + down; y++) {
      for (int x = left; x < left + across; x++) {
        counts[levels[y * stride + x]]++;
      }
    }
    double bits = 0;
    for (int count : counts) {
      double share = (double) count / (across * down);
      bits -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
    }
    return bits;
  }

  private static String digest(RgbImage picture, int width, int height) {
    float[] values = picture.toArray();
    byte[] levels = new byte[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(255 * values[i]);
    }
    return sha256(width + "x" + height, levels);
  }

  /** Of a text and what follows it, in hexadecimal. */
  static String sha256(String text, byte[] more) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(more));
    } catch (NoSuchAlgorithmException error) {
      throw new IllegalStateException("Expected SHA-256, which every Java has.", error);
    }
  }

  /** What may be wrong with a picture at first sight. */
  public enum Problem {
    /** Even its brightest pixels are dark. */
    DARK,
    /** Even its darkest pixels are bright. */
    LIGHT,
    /** It has no sharp edge. */
    BLURRY,
    /** Its grey levels are few everywhere, as in a blank or nearly blank picture. */
    LOW_INFORMATION,
    /** Its shorter side has very few pixels. */
    ODD_SIZE,
    /** It is a stripe. */
    ODD_ASPECT;

    /** In words: "low information". */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What of a picture's measures shows the problem: its brightness, its entropy and so on. */
    public double measure(PictureQuality picture) {
      return switch (this) {
        case DARK -> picture.brightest();
        case LIGHT -> picture.darkest();
        case BLURRY -> picture.sharpness();
        case LOW_INFORMATION -> picture.entropy();
        case ODD_SIZE -> Math.min(picture.width(), picture.height());
        case ODD_ASPECT -> picture.aspect();
      };
    }
  }
}
