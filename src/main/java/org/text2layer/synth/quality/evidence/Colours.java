package org.text2layer.synth.quality.evidence;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What a picture's colours say about two regions of it. */
final class Colours {
  private static final int LEVELS = 8;
  private static final int CHANNELS = 3;
  private static final int CORNERS = 1 << CHANNELS;
  private static final double EPSILON = 1e-4;

  private final Raster picture;

  private Colours(Raster picture) {
    this.picture = picture;
  }

  static Colours of(Raster picture) {
    return new Colours(picture);
  }

  private int count() {
    return picture.length() / CHANNELS;
  }

  /** A histogram of 8 levels a channel, each pixel shared among its nearest bins, sum 1. */
  private double[] histogram(double[] weights) {
    double[] histogram = new double[LEVELS * LEVELS * LEVELS];
    double total = EPSILON;
    Bins bins = new Bins();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0 && sampled(i) == i) {
        total += weights[i];
        bins.of(i);
        for (int corner = 0; corner < CORNERS; corner++) {
          histogram[bins.bin[corner]] += weights[i] * bins.share[corner];
        }
      }
    }
    for (int i = 0; i < histogram.length; i++) {
      histogram[i] /= total;
    }
    return histogram;
  }

  /** The bins nearest to one pixel's colour, and its share in each; for one thread. */
  private final class Bins {
    private final int[] bin = new int[CORNERS];
    private final double[] share = new double[CORNERS];

    void of(int pixel) {
      Arrays.fill(bin, 0);
      Arrays.fill(share, 1);
      for (int c = 0; c < CHANNELS; c++) {
        double at = picture.value(CHANNELS * pixel + c) * (LEVELS - 1);
        int low = (int) Math.max(0, Math.min(LEVELS - 2, Math.floor(at)));
        double up = Math.max(0, Math.min(1, at - low));
        for (int corner = 0; corner < CORNERS; corner++) {
          int high = corner >> c & 1;
          bin[corner] = bin[corner] * LEVELS + low + high;
          share[corner] *= high == 1 ? up : 1 - up;
        }
      }
    }
  }

  /** Each pixel's probability to be of the first region by its colour alone, both as likely. */
  double[] likelihood(double[] one, double[] other) {
    double[] first = histogram(one);
    double[] second = histogram(other);
    double[] ratio = new double[first.length];
    Arrays.setAll(ratio, i -> (first[i] + EPSILON) / (first[i] + second[i] + 2 * EPSILON));
    double[] likelihood = new double[count()];
    Bins bins = new Bins();
    for (int i = 0; i < likelihood.length; i++) {
      int own = sampled(i);
      if (own == i) {
        bins.of(i);
        for (int corner = 0; corner < CORNERS; corner++) {
          likelihood[i] += bins.share[corner] * ratio[bins.bin[corner]];
        }
      }
      likelihood[i] = likelihood[own];
    }
    return likelihood;
  }

  /** Of four pixels, two by two, the first speaks for all. */
  private int sampled(int pixel) {
    int x = pixel % picture.width();
    int y = pixel / picture.width();
    return y / 2 * 2 * picture.width() + x / 2 * 2;
  }

  /** Σ (p − q)² / (p + q) / 2 of both histograms: 0 where they are equal, 1 where disjoint. */
  double distance(double[] one, double[] other) {
    double[] p = histogram(one);
    double[] q = histogram(other);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += (p[i] - q[i]) * (p[i] - q[i]) / (p[i] + q[i] + EPSILON * EPSILON) / 2;
    }
    return sum;
  }

  /** How far apart the mean colours of two regions are, near some pixels. */
  Contrasts contrasts(double[] one, double[] other) {
    return new Contrasts(new Moments(one), new Moments(other));
  }

  /** Of two regions, whose sums serve windows of any size. */
  static final class Contrasts {
    private final Moments first;
    private final Moments second;

    private Contrasts(Moments first, Moments second) {
      this.first = first;
      this.second = second;
    }

    /**
     * Within a window around each pixel: the distance of the mean colours, and then the distance
     * over the colours' deviation there. Windows that hold nothing of one region are left out.
     */
    double[][] around(int[] pixels, int reach) {
      double[][] both =
          IntStream.of(pixels)
              .filter(i -> first.total(i, reach) >= 4 && second.total(i, reach) >= 4)
              .mapToObj(i -> at(i, reach))
              .toArray(double[][]::new);
      double[][] columns = new double[2][both.length];
      for (int i = 0; i < both.length; i++) {
        columns[0][i] = both[i][0];
        columns[1][i] = both[i][1];
      }
      return columns;
    }

    private double[] at(int pixel, int reach) {
      double squares = 0;
      double variance = EPSILON;
      for (int c = 0; c < CHANNELS; c++) {
        double difference = first.mean(pixel, reach, c) - second.mean(pixel, reach, c);
        squares += difference * difference;
        variance += (first.variance(pixel, reach, c) + second.variance(pixel, reach, c)) / 2;
      }
      return new double[] {Math.sqrt(squares), Math.sqrt(squares / variance)};
    }
  }

  /** The sums of a region's colours and of their squares, over windows. */
  private final class Moments {
    private final Windows weights;
    private final Windows[] sums = new Windows[CHANNELS];
    private final Windows[] squares = new Windows[CHANNELS];

    Moments(double[] region) {
      weights = Windows.of(region, picture.width());
      for (int c = 0; c < CHANNELS; c++) {
        double[] sum = new double[region.length];
        double[] square = new double[region.length];
        for (int i = 0; i < region.length; i++) {
          double value = picture.value(CHANNELS * i + c);
          sum[i] = region[i] * value;
          square[i] = region[i] * value * value;
        }
        sums[c] = Windows.of(sum, picture.width());
        squares[c] = Windows.of(square, picture.width());
      }
    }

    double total(int pixel, int reach) {
      return weights.around(pixel, reach);
    }

    double mean(int pixel, int reach, int channel) {
      return sums[channel].around(pixel, reach) / total(pixel, reach);
    }

    double variance(int pixel, int reach, int channel) {
      double mean = mean(pixel, reach, channel);
      return Math.max(0, squares[channel].around(pixel, reach) / total(pixel, reach) - mean * mean);
    }
  }
}
