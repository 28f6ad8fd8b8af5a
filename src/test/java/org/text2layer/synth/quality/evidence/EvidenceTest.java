package org.text2layer.synth.quality.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/** A disc with a grain of its own before ripples, and masks and fills that fit it or do not. */
class EvidenceTest {
  private static final int SIDE = 224;
  private static final Mask DISC = disc(112, 112, 50);

  private static Mask disc(int x, int y, int radius) {
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.hypot(i % SIDE - x, i / SIDE - y) < radius ? 1 : 0;
    }
    return Mask.of(SIDE, SIDE, values);
  }

  /** Ripples, with the disc's own colour in it if it is there. */
  private static RgbImage picture(Mask object, float contrast) {
    float[] rgb = new float[3 * SIDE * SIDE];
    float[] mask = object.toArray();
    for (int i = 0; i < rgb.length; i++) {
      int p = i / 3;
      double ripple = 0.2 * Math.sin(p % SIDE * 0.9) * Math.cos(p / SIDE * 0.7);
      double own = i % 3 == 0 ? 0.3 : -0.25;
      rgb[i] = (float) (0.5 + contrast * (mask[p] > 0 ? own + ripple / 3 : ripple));
    }
    return RgbImage.of(SIDE, SIDE, rgb);
  }

  /** Of a network that sees the mean colour of each cell, and one that sees nothing. */
  private static SeenPicture seen(RgbImage picture) {
    int cells = 28;
    float[] map = new float[2 * cells * cells];
    for (int i = 0; i < map.length / 2; i++) {
      int x = i % cells * 8 + 4;
      int y = i / cells * 8 + 4;
      map[i] = picture.value(x, y, 0);
      map[map.length / 2 + i] = picture.value(x, y, 1) - picture.value(x, y, 0);
    }
    return SeenPicture.of(
        picture, List.of(map, new float[2 * 14 * 14], new float[2 * 7 * 7]), List.of(2, 2, 2));
  }

  private static double measured(String name, RgbImage picture, Mask mask) {
    return MaskEvidence.of(seen(picture), mask)[
        MaskEvidence.names(seen(picture), mask).indexOf(name)];
  }

  private static double measured(String name, RgbImage background) {
    SeenPicture before = seen(picture(DISC, 1));
    return FillEvidence.of(before, DISC, seen(background))[
        FillEvidence.names(before, DISC, seen(background)).indexOf(name)];
  }

  @Test
  void givenAnyMaskAndBackground_thenThereAreSoManyFiniteMeasuresOfDifferentNames() {
    RgbImage flat = RgbImage.filled(SIDE, SIDE, 0.5f, 0.5f, 0.5f);
    for (Mask mask : List.of(DISC, Mask.filled(SIDE, SIDE, 0), Mask.filled(SIDE, SIDE, 1))) {
      for (RgbImage picture : List.of(picture(DISC, 1), flat)) {
        requireFinite(MaskEvidence.of(seen(picture), mask), MaskEvidence.LENGTH);
        requireFinite(FillEvidence.of(seen(picture), mask, seen(flat)), FillEvidence.LENGTH);
      }
    }
    List<String> names = MaskEvidence.names(seen(flat), DISC);
    assertEquals(MaskEvidence.LENGTH, new HashSet<>(names).size());
    List<String> ofFill = FillEvidence.names(seen(flat), DISC, seen(flat));
    assertEquals(FillEvidence.LENGTH, new HashSet<>(ofFill).size());
  }

  private static void requireFinite(float[] measures, int length) {
    assertEquals(length, measures.length);
    for (int i = 0; i < length; i++) {
      assertTrue(Float.isFinite(measures[i]), "measure " + i + " is " + measures[i]);
    }
  }

  @Test
  void givenATrueMask_thenEdgesColoursAndFeaturesSpeakForItMoreThanForAWrongOne() {
    RgbImage picture = picture(DISC, 1);
    Mask half = disc(112, 90, 36);
    Mask moved = disc(150, 112, 50);
    for (String name : List.of("edge 0.3", "contrast 8 0.3", "colour tells", "map 0 ridge tells")) {
      double ofTrue = measured(name, picture, DISC);
      assertTrue(ofTrue > measured(name, picture, half), name + " of half of it");
      assertTrue(ofTrue > measured(name, picture, moved), name + " beside it");
    }
    String left = "colour object near";
    assertTrue(measured(left, picture, DISC) < 0.05);
    assertTrue(measured(left, picture, half) > 0.2, "the object's colour is around half of it");
  }

  @Test
  void givenLessContrast_thenTheRanksOfEdgesAndTheNetworksPlacesAreTheSame() {
    for (String name : List.of("edge 0.3", "edges far", "map 0 ridge tells", "map 0 alike near")) {
      assertEquals(
          measured(name, picture(DISC, 1), DISC),
          measured(name, picture(DISC, 0.3f), DISC),
          0.02,
          name);
    }
  }

  @Test
  void givenTheTrueBackground_thenNothingTellsWhereTheHoleWas() {
    RgbImage truth = picture(Mask.filled(SIDE, SIDE, 0), 1);
    RgbImage left = picture(DISC, 1);
    RgbImage flat = RgbImage.filled(SIDE, SIDE, 0.5f, 0.5f, 0.5f);
    assertTrue(Math.abs(measured("map 0 ridge tells", truth) - 0.5) < 0.15);
    assertTrue(measured("map 0 ridge tells", left) > 0.8, "the object is still there");
    assertTrue(measured("same as the picture", left) > 0.95);
    assertTrue(measured("same as the picture", truth) < 0.3);
    assertTrue(Math.abs(measured("grain 0 to ring", truth)) < 0.1);
    assertTrue(measured("grain 0 to ring", blended(truth, flat)) < -1, "a fill without grain");
  }

  private static RgbImage blended(RgbImage outside, RgbImage inside) {
    Region hole = Region.of(DISC, 0.5f).grown(7);
    Raster where = Raster.where(SIDE, SIDE, hole::holds);
    return Raster.of(outside).blended(Raster.of(inside), where).toPicture();
  }

  @Test
  void givenARegion_thenItsBandsAndPartsAreCounted() {
    Region region = Region.of(DISC, 0.5f);
    double ring = sum(region.band(0, 10));
    assertEquals(Math.PI * (60 * 60 - 50 * 50), ring, 0.08 * ring);
    assertEquals(SIDE * SIDE, sum(region.band(-500, 0)) + sum(region.band(0, 500)));
    assertArrayEquals(new int[] {region.size()}, region.parts(true));
    assertEquals(SIDE * SIDE - region.size(), region.parts(false)[0]);
    assertEquals(0, region.framed());
  }

  private static double sum(double[] values) {
    return java.util.Arrays.stream(values).sum();
  }
}
