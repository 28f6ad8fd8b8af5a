package org.text2layer.synth.quality.defect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.RgbImage;

class RandomisedObjectsTest {
  private static final int COUNT = 40;

  private final RandomisedObjects objects = RandomisedObjects.of(EmojiScenes.train());
  private final List<LayeredSample> samples =
      LongStream.range(0, COUNT).mapToObj(objects::sample).toList();

  @Test
  void givenASeed_thenTheSampleIsTheSameInEveryOrder() {
    LayeredSample again = RandomisedObjects.of(EmojiScenes.train()).sample(7);
    assertEquals(samples.get(7).layers(), again.layers());
    assertEquals(samples.get(7).picture(), again.picture());
  }

  @Test
  void givenManySeeds_thenFewShowNothingAndThoseAreTheirBackgrounds() {
    List<LayeredSample> empty =
        samples.stream().filter(sample -> sample.layers().mask().area() == 0).toList();
    assertTrue(!empty.isEmpty() && empty.size() < COUNT / 5, empty.size() + " of " + COUNT);
    empty.forEach(
        sample ->
            assertArrayEquals(sample.layers().background().toArray(), sample.picture().toArray()));
  }

  @Test
  void givenAnObject_thenThePictureDiffersFromItsBackgroundMostUnderTheMask() {
    for (LayeredSample sample : samples) {
      if (sample.layers().mask().area() > 0) {
        double inside = difference(sample, true);
        double outside = difference(sample, false);
        assertTrue(inside > 2 * outside, sample.caption() + ": " + inside + ", " + outside);
      }
    }
  }

  private static double difference(LayeredSample sample, boolean inside) {
    RgbImage background = sample.layers().background();
    float[] mask = sample.layers().mask().toArray();
    double sum = 0;
    int count = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] > 0.5 == inside) {
        int x = i % background.width();
        int y = i / background.width();
        sum += Math.abs(sample.picture().value(x, y, 1) - background.value(x, y, 1));
        count++;
      }
    }
    return sum / Math.max(1, count);
  }
}
