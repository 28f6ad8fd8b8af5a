package org.text2layer.synth.quality.defect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.evidence.Raster;

/** Each defect is measured on the truth that it was made from. */
class ControlledDefectsTest {
  private static final EmojiScenes SCENES = EmojiScenes.unseenObjects();
  private static final ControlledDefects MASKS = ControlledDefects.of(PaperFilter.MASK, SCENES, 11);
  private static final ControlledDefects BACKGROUNDS =
      ControlledDefects.of(PaperFilter.INPAINTING, SCENES, 11);
  private static final int SOME = 8;

  @Test
  void halfAreGoodAndTheDefectsTakeTurns() {
    for (ControlledDefects set : List.of(MASKS, BACKGROUNDS)) {
      List<Optional<Defect>> labels = IntStream.range(0, 1200).mapToObj(set::defect).toList();
      assertEquals(600, labels.stream().filter(Optional::isEmpty).count());
      for (Defect defect : Defect.of(set.filter())) {
        assertEquals(200, labels.stream().filter(Optional.of(defect)::equals).count());
      }
    }
  }

  @Test
  void givenAnIncompleteMaskThenMuchOfTheObjectIsMissingAndLittleElseIsIn() {
    for (ControlledDefects.Sample sample : some(MASKS, Defect.INCOMPLETE_OBJECT)) {
      double kept = common(sample) / truth(sample).mean();
      assertTrue(kept > 0.02 && kept < 0.75, "kept " + kept);
      assertTrue(common(sample) / mask(sample).mean() > 0.7);
    }
  }

  @Test
  void givenBackgroundInTheMaskThenMuchOfTheMaskIsBackgroundAndTheObjectIsInIt() {
    for (ControlledDefects.Sample sample : some(MASKS, Defect.BACKGROUND_IN_MASK)) {
      double background = 1 - common(sample) / mask(sample).mean();
      assertTrue(background > 0.2, "background " + background);
      assertTrue(common(sample) / truth(sample).mean() > 0.65);
    }
  }

  @Test
  void givenASmallObjectThenTheMaskIsSmallButNotEmpty() {
    for (ControlledDefects.Sample sample : some(MASKS, Defect.SMALL_OBJECT)) {
      double area = mask(sample).mean();
      assertTrue(area > 0.0002 && area < 0.03, "area " + area);
    }
  }

  @Test
  void givenAGoodMaskThenItCoversTheObjectAndLittleElse() {
    for (int number = 0; number < 4 * SOME; number += 2) {
      ControlledDefects.Sample sample = MASKS.sample(number);
      assertTrue(common(sample) / truth(sample).mean() > 0.65);
      assertTrue(common(sample) / mask(sample).mean() > 0.65);
    }
  }

  @Test
  void givenAnObjectInTheHoleThenTheBackgroundIsNearerToThePictureThanTheTruthIs() {
    for (ControlledDefects.Sample sample : some(BACKGROUNDS, Defect.OBJECT_IN_HOLE)) {
      Raster picture = Raster.of(sample.truth().picture());
      Raster background = Raster.of(sample.sample().layers().background());
      Raster scene = Raster.of(sample.truth().layers().background());
      double left = background.difference(picture, truth(sample));
      assertTrue(left < 0.97 * scene.difference(picture, truth(sample)), "left " + left);
    }
  }

  @Test
  void givenABadBackgroundThenItDiffersFromTheTruthInTheHoleAndHardlyElsewhere() {
    for (Defect defect : Defect.of(PaperFilter.INPAINTING)) {
      for (ControlledDefects.Sample sample : some(BACKGROUNDS, defect)) {
        Raster background = Raster.of(sample.sample().layers().background());
        Raster scene = Raster.of(sample.truth().layers().background());
        Raster hole = truth(sample).dilated(12);
        Raster elsewhere = Raster.of(hole.toMask().inverted());
        double inside = background.difference(scene, truth(sample));
        assertTrue(inside > 0.02, defect + " " + inside);
        assertTrue(background.difference(scene, elsewhere) < 0.5 * inside, defect.label());
      }
    }
  }

  @Test
  void givenAGoodBackgroundThenItIsNearTheTruth() {
    for (int number = 0; number < 4 * SOME; number += 2) {
      ControlledDefects.Sample sample = BACKGROUNDS.sample(number);
      Raster background = Raster.of(sample.sample().layers().background());
      Raster scene = Raster.of(sample.truth().layers().background());
      assertTrue(background.difference(scene, truth(sample)) < 0.05);
    }
  }

  @Test
  void givenANumberThenTheSampleIsTheSameAloneAndFromAnotherSeedItIsNot() {
    for (int number = 0; number < 6; number++) {
      ControlledDefects.Sample again =
          ControlledDefects.of(PaperFilter.MASK, SCENES, 11).sample(number);
      ControlledDefects.Sample other =
          ControlledDefects.of(PaperFilter.MASK, SCENES, 12).sample(number);
      assertEquals(MASKS.sample(number), again);
      assertNotEquals(MASKS.sample(number), other);
    }
    assertThrows(IllegalArgumentException.class, () -> MASKS.sample(-1));
  }

  /** The first samples with this defect. */
  private static List<ControlledDefects.Sample> some(ControlledDefects set, Defect defect) {
    return IntStream.range(0, 6 * SOME)
        .filter(number -> set.defect(number).equals(Optional.of(defect)))
        .mapToObj(set::sample)
        .toList();
  }

  private static Raster truth(ControlledDefects.Sample sample) {
    return Raster.of(sample.truth().layers().mask());
  }

  private static Raster mask(ControlledDefects.Sample sample) {
    return Raster.of(sample.sample().layers().mask());
  }

  /** The area that the mask and the true mask share. */
  private static double common(ControlledDefects.Sample sample) {
    return mask(sample).times(truth(sample)).mean();
  }
}
