package org.text2layer.synth.quality.defect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.RgbImage;
import org.text2layer.synth.quality.PaperFilter;

/** Emoji Scenes of another look, and masks as networks get them wrong. */
class DetectorErrorsTest {
  private static final RandomisedScenes SCENES = RandomisedScenes.of(EmojiScenes.unseenObjects());
  private static final DetectorErrors ERRORS = DetectorErrors.of("randomised", SCENES::sample, 3);

  @Test
  void givenARandomisedScene_thenItsLayersAreTrueAndItsLookIsAnother() {
    for (long seed = 0; seed < 6; seed++) {
      LayeredSample sample = SCENES.sample(seed);
      assertEquals(sample, SCENES.sample(seed));
      float[] mask = sample.layers().mask().toArray();
      float[] picture = sample.picture().toArray();
      float[] background = sample.layers().background().toArray();
      double inside = 0;
      int count = 0;
      for (int i = 0; i < picture.length; i++) {
        int x = i / 3 % 256;
        int y = i / 3 / 256;
        if (mask[i / 3] == 0 && farFromObject(mask, x, y)) {
          assertEquals(picture[i], background[i], "outside the object both are one picture");
        }
        if (mask[i / 3] > 0.9) {
          inside += Math.abs(picture[i] - background[i]);
          count++;
        }
      }
      assertTrue(inside / count > 0.01, "the object hides its scene, seed " + seed);
    }
    assertNotEquals(SCENES.sample(1).picture(), SCENES.sample(2).picture());
  }

  private static boolean farFromObject(float[] mask, int x, int y) {
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        int near = Math.min(255, Math.max(0, y + dy)) * 256 + Math.min(255, Math.max(0, x + dx));
        if (mask[near] > 0) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void givenMasksWithErrors_thenTheyAreGoodFromAnOverlapOfFourFifthsOnAndOfAllKinds() {
    List<ControlledDefects.Sample> samples =
        IntStream.range(0, 24).mapToObj(ERRORS::sample).toList();
    int good = 0;
    for (ControlledDefects.Sample sample : samples) {
      double overlap = overlap(sample);
      assertEquals(overlap >= 0.8, sample.defect().isEmpty(), "overlap " + overlap);
      sample.defect().ifPresent(defect -> assertEquals("mask", defect.filter()));
      assertEquals(sample.truth().picture(), sample.sample().picture());
      good += overlap >= 0.8 ? 1 : 0;
    }
    assertTrue(good > 4 && good < 20, good + " of 24 are good");
    List<Optional<Defect>> kinds =
        samples.stream().map(ControlledDefects.Sample::defect).distinct().toList();
    assertEquals(3, kinds.size(), kinds.toString());
    assertEquals(samples.get(5), ERRORS.sample(5));
  }

  private static double overlap(ControlledDefects.Sample sample) {
    float[] truth = sample.truth().layers().mask().toArray();
    float[] mask = sample.sample().layers().mask().toArray();
    double both = 0;
    double any = 0;
    for (int i = 0; i < truth.length; i++) {
      both += truth[i] > 0.5 && mask[i] > 0.5 ? 1 : 0;
      any += truth[i] > 0.5 || mask[i] > 0.5 ? 1 : 0;
    }
    return both / any;
  }

  @Test
  void givenOtherTrueLayers_thenControlledDefectsAreMadeInThem() {
    for (PaperFilter filter : PaperFilter.values()) {
      DefectSet set = ControlledDefects.of(filter, "randomised", SCENES::sample, 5);
      assertTrue(set.toString().contains("randomised"), set.toString());
      for (int number = 0; number < 4; number++) {
        ControlledDefects.Sample sample = set.sample(number);
        assertEquals(number % 2 == 0, sample.defect().isEmpty());
        boolean changed =
            filter == PaperFilter.MASK
                ? !sample.sample().layers().mask().equals(sample.truth().layers().mask())
                : !background(sample.sample()).equals(background(sample.truth()));
        assertTrue(changed || number % 2 == 0, filter + " " + number);
      }
    }
  }

  private static RgbImage background(LayeredSample sample) {
    return sample.layers().background();
  }
}
