package org.text2layer.metrics.frechet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.text2layer.metrics.features.FeatureSet;

class FeatureMomentsTest {
  private static final int WIDTH = 5;

  /** Far from 0, where sums of squares would lose their digits. */
  private static List<float[]> rows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[WIDTH];
      for (int j = 0; j < WIDTH; j++) {
        row[j] = (float) (1000 + j + (j + 1) * random.nextDouble());
      }
      rows.add(row);
    }
    return rows;
  }

  private static FeatureMoments moments(List<float[]> rows) {
    return FeatureMoments.of(FeatureSet.of("network", rows));
  }

  @Test
  void givenPartsOfASet_whenTheirMomentsAreAddedInATree_thenTheyAreThoseOfTheWhole() {
    List<float[]> rows = rows(3000, 1);
    FeatureMoments whole = moments(rows);
    FeatureMoments left = moments(rows.subList(0, 1)).plus(moments(rows.subList(1, 40)));
    FeatureMoments right = moments(rows.subList(40, 2900)).plus(moments(rows.subList(2900, 3000)));
    FeatureMoments sum = left.plus(right);
    assertEquals(3000, sum.count());
    assertArrayEquals(whole.mean(), sum.mean(), 1e-9 * 1000);
    assertArrayEquals(whole.covariance(), sum.covariance(), 1e-9);
    FeatureMoments other = moments(rows(2500, 2));
    double expected = FrechetDistance.between(whole, other).value().orElseThrow();
    double found = FrechetDistance.between(sum, other).value().orElseThrow();
    assertEquals(expected, found, 1e-9 * expected);
  }

  @Test
  void givenFewPictures_whenTheirMomentsAreAdded_thenTheirRowsAreKeptUntilThereAreEnough() {
    List<float[]> rows = rows(FrechetDistance.ENOUGH, 3);
    FeatureMoments few = moments(rows.subList(0, 30)).plus(moments(rows.subList(30, 100)));
    assertEquals(100, few.rows().orElseThrow().size());
    assertArrayEquals(rows.get(40), few.rows().orElseThrow().row(40));
    assertTrue(few.plus(moments(rows.subList(100, rows.size()))).rows().isEmpty());
    assertTrue(few.plus(moments(rows)).rows().isEmpty());
  }

  @Test
  void givenFeaturesOfAnotherNetwork_thenTheyAreNotAdded() {
    FeatureMoments other = FeatureMoments.of(FeatureSet.of("other", rows(3, 4)));
    FeatureMoments one = moments(rows(3, 4));
    assertThrows(IllegalArgumentException.class, () -> one.plus(other));
  }

  @Test
  void givenMomentsThatAreSent_thenTheyArriveAsTheyWere()
      throws IOException, ClassNotFoundException {
    for (int count : new int[] {7, 2100}) {
      FeatureMoments sent = moments(rows(count, 5));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(sent);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        FeatureMoments arrived = (FeatureMoments) in.readObject();
        assertArrayEquals(sent.mean(), arrived.mean());
        assertArrayEquals(sent.covariance(), arrived.covariance());
        assertEquals(sent.rows().isPresent(), arrived.rows().isPresent());
        assertEquals(sent.toString(), arrived.toString());
      }
    }
  }
}
