package org.text2layer.data.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.image.Mask;
import org.text2layer.image.PictureReader;
import org.text2layer.image.Pictures;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

class PictureQualityTest {
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
    assertEquals(List.of(List.of("original", "copy")), Duplicates.exact(pictures));
    assertEquals(
        List.of(List.of("original", "smaller", "copy", "darker")), Duplicates.near(pictures, 4));
  }

  @Property(tries = 200)
  void givenTwoHashes_thenTheirDistanceIsSymmetricAndZeroOnlyForEqualOnes(
      @ForAll long one, @ForAll long other) {
    int distance = DifferenceHash.distance(one, other);
    assertEquals(distance, DifferenceHash.distance(other, one));
    assertEquals(one == other, distance == 0);
    assertTrue(distance <= 64);
  }

  /** A shaded ball on white. */
  private static RgbImage product(double radius) {
    float[] rgb = new float[3 * 200 * 200];
    for (int i = 0; i < rgb.length; i++) {
      double x = (i / 3 % 200 - 99.5) / radius;
      double y = (i / 600 - 99.5) / radius;
      double inside = 1 - x * x - y * y;
      rgb[i] = inside < 0 ? 1 : (float) (0.1 + 0.7 * Math.sqrt(inside));
    }
    return RgbImage.of(200, 200, rgb);
  }

  private static boolean isPoor(RgbImage picture) {
    return problems(picture).contains(PictureQuality.Problem.LOW_INFORMATION);
  }

  @Test
  void givenAProductOnWhite_thenItHasTheProductsInformation() {
    assertFalse(isPoor(product(25)), "5 % of the picture");
    assertFalse(isPoor(product(80)), "half of it");
    RgbImage moved =
        RgbaImage.of(product(25), Mask.filled(200, 200, 1)).placed(1, 70, -70).overWhite();
    assertFalse(isPoor(moved), "in a corner");
  }

  @Test
  void givenABlankWithASpeckALineOrNoise_thenItHasLittleInformation() {
    assertTrue(isPoor(product(3)));
    RgbImage lines = RgbImage.filled(200, 200, 1, 1, 1);
    float[] rgb = lines.toArray();
    for (int i = 3 * 200 * 100; i < 3 * 200 * 102; i++) {
      rgb[i] = i % 7 / 7f;
    }
    assertTrue(isPoor(RgbImage.of(200, 200, rgb)));
    assertTrue(isPoor(mapped(NOISE, 0.02, 0.97)), "as a camera's of a wall, 5 levels");
  }

  @Test
  void givenALargePictureReduced_thenItsMeasuresAreNearlyThoseOfAllPixelsAndItsSizeTheWhole() {
    RgbImage large = SCENE.resized(1600, 1600, Resampling.BICUBIC);
    PictureQuality whole = PictureQuality.of(large);
    PictureReader.Reduced read =
        CaptionedPicture.of("k", "a", large).pictureReducedTo(PictureQuality.LEAST_SIDE);
    PictureQuality reduced =
        PictureQuality.of(read.picture().overWhite(), read.width(), read.height());
    assertEquals(533, read.picture().width());
    assertEquals(1600, reduced.width());
    assertEquals(whole.darkest(), reduced.darkest(), 0.01);
    assertEquals(whole.brightest(), reduced.brightest(), 0.01);
    assertEquals(whole.entropy(), reduced.entropy(), 0.1);
    assertEquals(1, reduced.sharpness() / whole.sharpness(), 0.1);
    assertTrue(DifferenceHash.distance(whole.hash(), reduced.hash()) <= 1);
  }
}
