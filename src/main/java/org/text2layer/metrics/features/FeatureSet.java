package org.text2layer.metrics.features;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The features of a set of pictures: at least one row, all of one width, all finite. Immutable,
 * thread-safe.
 */
public final class FeatureSet {
  private final String network;
  private final float[][] rows;

  private FeatureSet(String network, float[][] rows) {
    this.network = network;
    this.rows = rows;
  }

  /**
   * Copies rows.
   *
   * @param network what made them; sets compare only with others of the same
   * @throws IllegalArgumentException if there are none, their lengths differ, or a value is not
   *     finite
   */
  public static FeatureSet of(String network, List<float[]> rows) {
    Objects.requireNonNull(network, "network");
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected features of at least one picture but came none: give some pictures.");
    }
    float[][] copies = new float[rows.size()][];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = rows.get(i).clone();
      requireRow(i, copies[i], copies[0].length);
    }
    return new FeatureSet(network, copies);
  }

  /**
   * Checks one row.
   *
   * @param index of its picture, for the message
   * @throws IllegalArgumentException if it is empty, of another width, or not finite
   */
  public static void requireRow(long index, float[] row, int width) {
    if (row.length != width || width < 1) {
      throw new IllegalArgumentException(
          "Expected %s features a picture but picture %s has %s: take all from one network."
              .formatted(width, index, row.length));
    }
    for (int i = 0; i < width; i++) {
      if (!Float.isFinite(row[i])) {
        throw new IllegalArgumentException(
            "Expected finite features but feature %s of picture %s is %s: check the picture and the network."
                .formatted(i, index, row[i]));
      }
    }
  }

  /**
   * Checks that two sets compare.
   *
   * @throws IllegalArgumentException if networks or widths differ
   */
  public static void requireSameNetwork(
      String first, int firstWidth, String second, int secondWidth) {
    if (!first.equals(second) || firstWidth != secondWidth) {
      throw new IllegalArgumentException(
          "Expected features of one network but came %s of %s and %s of %s: compute both with the same."
              .formatted(firstWidth, first, secondWidth, second));
    }
  }

  /** The network that made the rows. */
  public String network() {
    return network;
  }

  /** How many pictures. */
  public int size() {
    return rows.length;
  }

  /** Features a picture. */
  public int width() {
    return rows[0].length;
  }

  /** A copy of one picture's features. */
  public float[] row(int index) {
    return rows[index].clone();
  }

  /** Copies of all rows, in the pictures' order. */
  public List<float[]> rows() {
    return Stream.of(rows).map(float[]::clone).toList();
  }

  /** Pictures by their numbers, which may repeat, in that order. */
  public FeatureSet rows(int... numbers) {
    float[][] chosen = new float[numbers.length][];
    for (int i = 0; i < numbers.length; i++) {
      chosen[i] = rows[numbers[i]];
    }
    return new FeatureSet(network, chosen);
  }

  /** All rows, one after the other, in 64 bits. */
  public double[] toArray() {
    int width = width();
    double[] all = new double[Math.multiplyExact(size(), width)];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < width; j++) {
        all[i * width + j] = rows[i][j];
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return "%s features of %s pictures by %s".formatted(width(), size(), network);
  }
}
