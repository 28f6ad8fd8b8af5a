package org.text2layer.metrics.generated;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.layers.Halo;

/**
 * Where the foreground's colours go in its soft edge, without the truth: from the colour just
 * inside towards another one, which over a new background shows as a halo ({@link
 * org.text2layer.metrics.layers.Halo} measures it where the truth is known). With f the colour of
 * the inside near by, each value is Σ (F − f)·(T − f) / Σ |T − f|² over the pixels with m in (0.1,
 * 0.9): 0 where the edge has the inside's colours, 1 where it has T's. NaN where there is no soft
 * edge, or no contrast to T.
 *
 * @param towardsBackground T = B at that pixel: foregrounds that copy the mixed picture
 * @param towardsGrey T = mid-grey
 * @param towardsBlack T = black: foregrounds that fade out with their mask
 */
public record EdgeColour(double towardsBackground, double towardsGrey, double towardsBlack) {
  private static final float INSIDE = 0.95f;
  private static final float GREY = 0.5f;
  private static final int COLOURS = 3;

  /** Pixels, for pictures of 256 x 256: beyond a soft edge of usual width. */
  private static final int RADIUS = 4;

  private static final double SPREAD = 4;

  /** Squared contrast below which nothing but rounding to 8 bits is left. */
  private static final double NO_CONTRAST = 1e-4;

  /** Looks at one image. */
  static EdgeColour of(LayeredImage layers) {
    RgbImage foreground = layers.foreground();
    float[] colours = foreground.toArray();
    float[] background = layers.background().toArray();
    float[] mask = layers.mask().toArray();
    Slope toBackground = new Slope();
    Slope toGrey = new Slope();
    Slope toBlack = new Slope();
    double[] inside = new double[COLOURS];
    for (int at = 0; at < mask.length; at++) {
      if (Halo.isSoft(mask[at]) && nearInside(colours, mask, foreground.width(), at, inside)) {
        for (int channel = 0; channel < COLOURS; channel++) {
          int here = COLOURS * at + channel;
          double step = colours[here] - inside[channel];
          toBackground.add(step, background[here] - inside[channel]);
          toGrey.add(step, GREY - inside[channel]);
          toBlack.add(step, -inside[channel]);
        }
      }
    }
    return new EdgeColour(toBackground.value(), toGrey.value(), toBlack.value());
  }

  /** The mean colour of pixels inside the mask near by, the nearer the more; false if none is. */
  private static boolean nearInside(
      float[] colours, float[] mask, int width, int at, double[] inside) {
    int x = at % width;
    int y = at / width;
    int height = mask.length / width;
    double sum = 0;
    Arrays.fill(inside, 0);
    for (int v = Math.max(0, y - RADIUS); v <= Math.min(height - 1, y + RADIUS); v++) {
      for (int u = Math.max(0, x - RADIUS); u <= Math.min(width - 1, x + RADIUS); u++) {
        int other = v * width + u;
        if (mask[other] >= INSIDE) {
          double weight = Math.exp(-((u - x) * (u - x) + (v - y) * (v - y)) / SPREAD);
          sum += weight;
          for (int channel = 0; channel < COLOURS; channel++) {
            inside[channel] += weight * colours[COLOURS * other + channel];
          }
        }
      }
    }
    for (int channel = 0; channel < COLOURS && sum > 0; channel++) {
      inside[channel] /= sum;
    }
    return sum > 0;
  }

  /** The greatest of them as a multiple of its threshold; NaN where all are. */
  double strength(SignatureThresholds from) {
    return DoubleStream.of(
            towardsBackground / from.backgroundFrom(),
            towardsGrey / from.greyFrom(),
            towardsBlack / from.blackFrom())
        .filter(multiple -> !Double.isNaN(multiple))
        .max()
        .orElse(Double.NaN);
  }

  private static final class Slope {
    private double products;
    private double squares;
    private long count;

    void add(double step, double whole) {
      products += step * whole;
      squares += whole * whole;
      count++;
    }

    double value() {
      return count == 0 || squares / count < NO_CONTRAST ? Double.NaN : products / squares;
    }
  }
}
