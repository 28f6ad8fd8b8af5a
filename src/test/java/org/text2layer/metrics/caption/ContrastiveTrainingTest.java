package org.text2layer.metrics.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.text2layer.metrics.caption.TwoTowers.Tower;

class ContrastiveTrainingTest {
  private static final ContrastiveTraining SMALL =
      new ContrastiveTraining(6, 30, 50, 1e-2, 0.01, 0.1, 10, 1);

  /** Pictures are six hidden numbers and noise, captions a mixture of the same numbers. */
  private static CaptionedFeatures pairs(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<float[]> pictures = new ArrayList<>();
    List<float[]> texts = new ArrayList<>();
    for (int pair = 0; pair < count; pair++) {
      float[] hidden = new float[6];
      for (int i = 0; i < hidden.length; i++) {
        hidden[i] = (float) random.nextGaussian();
      }
      float[] picture = new float[9];
      float[] text = new float[7];
      for (int i = 0; i < 9; i++) {
        picture[i] = 5 + (i < 6 ? 3 * hidden[i] : (float) random.nextGaussian());
      }
      for (int i = 0; i < 7; i++) {
        text[i] = hidden[i % 6] - 0.5f * hidden[(i + 1) % 6];
      }
      pictures.add(picture);
      texts.add(text);
    }
    return new CaptionedFeatures(pictures, texts);
  }

  @Test
  void givenPairsThatShareHiddenNumbersThenOtherPairsAreFoundAmongAHundred() {
    TwoTowers towers = SMALL.train(pairs(500, 1));
    RetrievalAccuracy accuracy = RetrievalAccuracy.of(towers, pairs(200, 2));
    assertTrue(accuracy.pictureFirst() > 0.9, accuracy::toString);
    assertTrue(accuracy.captionFirst() > 0.9, accuracy::toString);
    assertTrue(accuracy.pictureInFive() >= accuracy.pictureFirst(), accuracy::toString);
  }

  @Test
  void givenTheSameSeedThenTheTowersAreTheSame() {
    CaptionedFeatures samples = pairs(100, 1);
    float[] picture = samples.pictures().get(3);
    assertArrayEquals(
        SMALL.train(samples).pictures().project(picture),
        SMALL.train(samples).pictures().project(picture),
        1e-6);
  }

  @Test
  void givenOnePairOutOfPlaceThenBothDirectionsLoseIt() {
    List<float[]> pictures = new ArrayList<>();
    List<float[]> texts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      float[] direction = new float[100];
      direction[i] = 1;
      pictures.add(direction);
      float[] of = new float[100];
      // Captions 0 and 1 are exchanged; each meets its own picture with cosine 0, as all others do.
      of[i < 2 ? 1 - i : i] = 1;
      texts.add(of);
    }
    float[] identity = new float[100 * 100];
    for (int i = 0; i < 100; i++) {
      identity[101 * i] = 1;
    }
    Tower same = Tower.of(identity, new float[100]);
    RetrievalAccuracy accuracy =
        RetrievalAccuracy.of(
            new TwoTowers(same, same, Map.of()), new CaptionedFeatures(pictures, texts));
    assertEquals(new RetrievalAccuracy(0.98, 0.98, 0.98, 0.98), accuracy);
  }

  @Test
  void givenFewerThanAHundredPairsThenTheyAreRefused() {
    CaptionedFeatures few = pairs(60, 1);
    TwoTowers towers = SMALL.train(few);
    String message =
        assertThrows(IllegalArgumentException.class, () -> RetrievalAccuracy.of(towers, few))
            .getMessage();
    assertTrue(message.contains("at least 100 pairs but came 60"), message);
  }
}
