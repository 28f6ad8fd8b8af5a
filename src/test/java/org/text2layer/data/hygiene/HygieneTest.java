package org.text2layer.data.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.Pictures;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;

class HygieneTest {
  private static final RgbImage SCENE = EmojiScenes.test().sample(3).picture();

  private static final RgbImage NOISE = Pictures.rgb(1, 256, 256);

  private static Set<PictureQuality.Problem> problems(RgbImage picture) {
    return HygieneLimits.standard().problems(PictureQuality.of(picture));
  }

  private static RgbImage mapped(RgbImage picture, double factor, double offset) {
    float[] values = picture.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (factor * values[i] + offset);
    }
    return RgbImage.clamped(picture.width(), picture.height(), values);
  }

  @Test
  void givenAGoodPicture_thenNothingIsWrongWithIt() {
    assertEquals(Set.of(), problems(NOISE));
  }

  @Test
  void givenOneDefect_thenItIsTheProblemThatIsFound() {
    assertEquals(EnumSet.of(PictureQuality.Problem.DARK), without(mapped(NOISE, 0.2, 0)));
    assertEquals(EnumSet.of(PictureQuality.Problem.LIGHT), without(mapped(NOISE, 0.04, 0.96)));
    RgbImage blurred = NOISE.resized(24, 24, Resampling.BOX).resized(256, 256, Resampling.BICUBIC);
    assertEquals(EnumSet.of(PictureQuality.Problem.BLURRY), problems(blurred));
    assertEquals(EnumSet.of(PictureQuality.Problem.ODD_SIZE), problems(Pictures.rgb(1, 40, 60)));
    assertEquals(EnumSet.of(PictureQuality.Problem.ODD_ASPECT), problems(Pictures.rgb(1, 300, 90)));
    assertEquals(
        EnumSet.of(PictureQuality.Problem.BLURRY, PictureQuality.Problem.LOW_INFORMATION),
        problems(RgbImage.filled(100, 100, 0.5f, 0.5f, 0.5f)));
  }

  /** Less contrast also means less sharpness and information. */
  private static Set<PictureQuality.Problem> without(RgbImage picture) {
    Set<PictureQuality.Problem> problems = problems(picture);
    problems.removeAll(
        EnumSet.of(PictureQuality.Problem.BLURRY, PictureQuality.Problem.LOW_INFORMATION));
    return problems;
  }

  @Test
  void givenPicturesWhoseMeasuresAreKnown_thenTheyAreThose() {
    float[] stripes = new float[3 * 64];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = i / 3 % 2;
    }
    PictureQuality quality = PictureQuality.of(RgbImage.of(8, 8, stripes));
    assertEquals(1, quality.entropy(), 1e-9);
    assertEquals(0, quality.darkest());
    assertEquals(1, quality.brightest(), 1e-6);
    // The Laplacian of black and white columns is +510 and -510 in turn.
    assertEquals(510.0 * 510, quality.sharpness(), 0.1);
  }

  @Test
  void givenCopiesAndAlteredCopies_thenExactAndNearDuplicatesAreGrouped() {
    Map<String, PictureQuality> pictures = new LinkedHashMap<>();
    pictures.put("other", PictureQuality.of(EmojiScenes.test().sample(9).picture()));
    pictures.put("original", PictureQuality.of(SCENE));
    pictures.put("smaller", PictureQuality.of(SCENE.resized(180, 180, Resampling.BICUBIC)));
    pictures.put("copy", PictureQuality.of(SCENE.crop(0, 0, 256, 256)));
    pictures.put("darker", PictureQuality.of(mapped(SCENE, 0.8, 0)));
    pictures.put("mirrored", PictureQuality.of(SCENE.mirrored()));
    assertEquals(List.of(List.of("original", "copy")), Hygiene.exactDuplicates(pictures));
    assertEquals(
        List.of(List.of("original", "smaller", "copy", "darker")),
        Hygiene.nearDuplicates(pictures, Hygiene.NEAR));
  }

  @Property(tries = 200)
  void givenTwoHashes_thenTheirDistanceIsSymmetricAndZeroOnlyForEqualOnes(
      @ForAll long one, @ForAll long other) {
    int distance = DifferenceHash.distance(one, other);
    assertEquals(distance, DifferenceHash.distance(other, one));
    assertEquals(one == other, distance == 0);
    assertTrue(distance <= 64);
  }

  @Test
  void givenCaptionsThatDifferInCaseAndBlanksOnly_thenTheyRepeat() {
    Map<String, Long> repeated =
        Hygiene.repeatedCaptions(List.of("a cat", "A  cat", "a dog", "a bird", "a cat ", "a bird"));
    assertEquals(List.of("a cat", "a bird"), List.copyOf(repeated.keySet()));
    assertEquals(3, repeated.get("a cat"));
  }

  @Test
  void givenPictures_thenTheTableNamesTheirProblems() {
    var table =
        Hygiene.table(
            Map.of("x", PictureQuality.of(RgbImage.filled(9, 9, 0, 0, 0))),
            HygieneLimits.standard());
    assertEquals("dark, blurry, low information, odd size", table.stringColumn("problems").get(0));
  }
}
