package org.text2layer.metrics.caption;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How often the right one is found among 100: the share of captions whose own picture is the best,
 * or among the best five, of 100 pictures, and the same from pictures to captions. By chance 1 %
 * and 5 %. Equal scores count against it.
 *
 * @param pictureFirst of captions: their picture comes first
 * @param pictureInFive their picture is among the first five
 * @param captionFirst of pictures: their caption comes first
 * @param captionInFive their caption is among the first five
 */
record RetrievalAccuracy(
    double pictureFirst, double pictureInFive, double captionFirst, double captionInFive) {
  static final int AMONG = 100;

  /** The mean over as many full hundreds as there are. */
  static RetrievalAccuracy of(TwoTowers towers, CaptionedFeatures samples) {
    int sets = samples.size() / AMONG;
    if (sets == 0) {
      throw new IllegalArgumentException(
          "Expected at least %s pairs but came %s: give more.".formatted(AMONG, samples.size()));
    }
    double[] shares = new double[4];
    for (int set = 0; set < sets; set++) {
      double[][] cosines = cosines(towers, samples.part(set * AMONG, (set + 1) * AMONG));
      for (int i = 0; i < AMONG; i++) {
        int ofCaption = better(cosines, i, true);
        int ofPicture = better(cosines, i, false);
        shares[0] += ofCaption < 1 ? 1 : 0;
        shares[1] += ofCaption < 5 ? 1 : 0;
        shares[2] += ofPicture < 1 ? 1 : 0;
        shares[3] += ofPicture < 5 ? 1 : 0;
      }
    }
    double all = (double) sets * AMONG;
    return new RetrievalAccuracy(
        shares[0] / all, shares[1] / all, shares[2] / all, shares[3] / all);
  }

  private static double[][] cosines(TwoTowers towers, CaptionedFeatures samples) {
    List<double[]> pictures = new ArrayList<>();
    List<double[]> texts = new ArrayList<>();
    samples.pictures().forEach(row -> pictures.add(towers.pictures().project(row)));
    samples.texts().forEach(row -> texts.add(towers.texts().project(row)));
    double[][] cosines = new double[AMONG][AMONG];
    for (int caption = 0; caption < AMONG; caption++) {
      for (int picture = 0; picture < AMONG; picture++) {
        double[] a = texts.get(caption);
        double[] b = pictures.get(picture);
        for (int i = 0; i < a.length; i++) {
          cosines[caption][picture] += a[i] * b[i];
        }
      }
    }
    return cosines;
  }

  private static int better(double[][] cosines, int own, boolean ofCaption) {
    int better = 0;
    for (int other = 0; other < AMONG; other++) {
      double cosine = ofCaption ? cosines[own][other] : cosines[other][own];
      better += other != own && cosine >= cosines[own][own] ? 1 : 0;
    }
    return better;
  }

  /** As "caption to picture R@1 0.62, R@5 0.91; picture to caption R@1 0.60, R@5 0.90". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "caption to picture R@1 %.3f, R@5 %.3f; picture to caption R@1 %.3f, R@5 %.3f",
        pictureFirst,
        pictureInFive,
        captionFirst,
        captionInFive);
  }
}
