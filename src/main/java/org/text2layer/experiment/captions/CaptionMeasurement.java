package org.text2layer.experiment.captions;

import java.util.List;
import org.text2layer.image.LayeredImage;

/**
 * One picture of an object, judged by all objects' captions over the same scene.
 *
 * @param phrase of the object
 * @param picture "seed 0" or "true"
 * @param score of the picture with its own caption, in [-1, 1]
 * @param rank of its own caption among those of all objects, from 1
 * @param maskArea the mask's mean, in [0, 1]
 */
record CaptionMeasurement(String phrase, String picture, double score, int rank, double maskArea) {
  /** What the true layers are called, which no model made. */
  static final String TRUE = "true";

  private static final int COLUMNS = 5;

  /** The line above the rows. */
  static final String HEADER = "phrase,picture,score,rank,mask_area";

  static CaptionMeasurement of(
      String phrase, String picture, LayeredImage layers, int own, List<Double> scores) {
    double score = scores.get(own);
    // Equal scores count against it.
    int rank = (int) scores.stream().filter(other -> other >= score).count();
    return new CaptionMeasurement(
        phrase, picture, rounded(score), rank, rounded(layers.mask().area()));
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  boolean isTrue() {
    return picture.equals(TRUE);
  }

  String line() {
    return String.join(",", phrase, picture, score + "", rank + "", maskArea + "");
  }

  static CaptionMeasurement parse(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException(
          "it has the line '%s' of %s cells".formatted(line, cells.length));
    }
    return new CaptionMeasurement(
        cells[0],
        cells[1],
        Double.parseDouble(cells[2]),
        Integer.parseInt(cells[3]),
        Double.parseDouble(cells[4]));
  }
}
