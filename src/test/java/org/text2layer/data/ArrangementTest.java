package org.text2layer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

class ArrangementTest {
  private static final EmojiScenes SCENES = EmojiScenes.test().resized(64);
  private static final int SAMPLES = 200;

  @Test
  void givenOneObject_thenTheSampleIsTheUsualOne() {
    assertEquals(SCENES.sample(7), SCENES.sample(7, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void givenSeveralObjects_thenTheyAreDifferentAndTheNearerStandLowerAndAllAreSeenWhole(int count) {
    for (long seed = 0; seed < SAMPLES; seed++) {
      List<Placement> placements = SCENES.arrangement(seed, count).placements();
      assertEquals(count, placements.stream().map(Placement::object).distinct().count());
      for (int i = 1; i < count; i++) {
        assertTrue(foot(placements.get(i)) >= foot(placements.get(i - 1)) + 0.04, "seed " + seed);
      }
      assertTrue(placements.stream().allMatch(ArrangementTest::isInFrame), "seed " + seed);
    }
  }

  private static double foot(Placement placement) {
    return placement.dy() + placement.scale();
  }

  private static boolean isInFrame(Placement p) {
    double room = 1 - p.scale() + 1e-9;
    return Math.abs(p.dx()) <= room && Math.abs(p.dy()) <= room;
  }

  @Test
  void givenTwoObjects_thenTheCaptionSaysWhichIsNearerAndWhetherItHidesTheOther() {
    long hiding = 0;
    long hidden = 0;
    long apart = 0;
    for (long seed = 0; seed < SAMPLES; seed++) {
      Arrangement arrangement = SCENES.arrangement(seed, 2);
      String far = arrangement.placements().get(0).object().phrase();
      String near = arrangement.placements().get(1).object().phrase();
      String scene = arrangement.placements().get(0).scene().phrase();
      boolean inFront = arrangement.caption().equals(near + " in front of " + far + " " + scene);
      assertTrue(
          inFront || arrangement.caption().equals(near + " beside " + far + " " + scene),
          arrangement.caption());
      double share = hiddenShare(SCENES.compose(arrangement));
      hiding += inFront ? 1 : 0;
      hidden += inFront && share > 0.01 ? 1 : 0;
      apart += !inFront && share < 0.02 ? 1 : 0;
    }
    assertEquals(Arrangement.OVERLAPPING, hiding / (double) SAMPLES, 0.08);
    assertTrue(hidden >= 0.95 * hiding, hidden + " of " + hiding);
    assertTrue(apart >= 0.95 * (SAMPLES - hiding), apart + " of " + (SAMPLES - hiding));
  }

  /** Of the farther object, what the nearer one covers. */
  private static double hiddenShare(LayeredSample sample) {
    float[] far = sample.layers().layers().get(0).mask().toArray();
    float[] near = sample.layers().layers().get(1).mask().toArray();
    double both = IntStream.range(0, far.length).mapToDouble(i -> far[i] * (double) near[i]).sum();
    return both / IntStream.range(0, far.length).mapToDouble(i -> far[i]).sum();
  }

  @Test
  void givenSeveralObjects_thenTheirLayersComposeToThePictureAndHoldWhatIsHidden() {
    for (long seed = 0; seed < 20; seed++) {
      Arrangement arrangement = SCENES.arrangement(seed, 3);
      LayeredSample sample = SCENES.compose(arrangement);
      float[] composed = sample.layers().composed().toArray();
      float[] picture = sample.picture().toArray();
      for (int i = 0; i < picture.length; i++) { // colours below the paper's threshold are black
        assertEquals(picture[i], composed[i], 3 * 0.1 + 1e-5, "seed " + seed);
      }
      for (int layer = 0; layer < 3; layer++) {
        ImageLayer actual = sample.layers().layers().get(layer);
        Placement alone = arrangement.placements().get(layer);
        assertEquals(alone.object().name(), actual.name());
        assertEquals(SCENES.compose(alone).layers().mask(), actual.mask());
        assertEquals(SCENES.compose(alone).layers().foreground(), actual.colour());
      }
    }
  }

  @Test
  void givenThreeObjects_thenTheCaptionBeginsWithTheNearest() {
    Scene scene = SCENES.scenes().get(0);
    List<Placement> row = List.of(placed(0, -0.5, 0), placed(1, -0.2, 0.1), placed(2, 0.6, 0.3));
    String first = SCENES.objects().get(0).phrase();
    String second = SCENES.objects().get(1).phrase();
    String third = SCENES.objects().get(2).phrase();
    assertEquals(
        "%s beside %s in front of %s %s".formatted(third, second, first, scene.phrase()),
        new Arrangement(row).caption());
  }

  private static Placement placed(int object, double dx, double dy) {
    SceneObject cutOut = SCENES.objects().get(object);
    return new Placement(cutOut, SCENES.scenes().get(0), false, 0.4, 0, dx, dy, false);
  }

  @Test
  void givenAnEmptyFullOrMixedArrangement_thenItIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Arrangement(List.of()));
    Placement one = placed(0, 0, 0);
    assertThrows(
        IllegalArgumentException.class, () -> new Arrangement(List.of(one, one, one, one, one)));
    Placement elsewhere =
        new Placement(one.object(), SCENES.scenes().get(1), false, 0.4, 0, 0, 0, false);
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Arrangement(List.of(one, elsewhere)))
            .getMessage();
    assertTrue(message.contains(elsewhere.scene().phrase()), message);
    assertThrows(IllegalArgumentException.class, () -> SCENES.sample(1, 0));
    EmojiScenes few = SCENES.only(List.of(one.object().phrase()), List.of(one.scene().kind()));
    assertThrows(IllegalArgumentException.class, () -> few.sample(1, 2));
  }

  @Test
  void givenTheSameSeed_thenTheSampleIsTheSameAndOthersDiffer() {
    List<RgbImage> pictures =
        LongStream.range(0, 10).mapToObj(seed -> SCENES.sample(seed, 2).picture()).toList();
    assertEquals(pictures.get(3), SCENES.sample(3, 2).picture());
    assertEquals(10, pictures.stream().distinct().count());
    Mask near = SCENES.sample(3, 2).layers().layers().get(1).mask();
    assertTrue(near.area() > 0.02 && near.area() < 0.5, "area " + near.area());
  }

  @Test
  void givenACaptionThenItsObjectsAreFoundNearestFirstAndNothingInTheScenesWords() {
    EmojiScenes scenes = EmojiScenes.test();
    for (long seed = 0; seed < 100; seed++) {
      Arrangement drawn = scenes.arrangement(seed, 3);
      List<SceneObject> named = new ArrayList<>(scenes.objectsIn(drawn.caption()));
      Collections.reverse(named);
      assertEquals(
          drawn.placements().stream().map(Placement::object).toList(), named, drawn.caption());
    }
    for (Scene scene : scenes.scenes()) {
      assertEquals(1, scenes.objectsIn("a red apple " + scene.phrase()).size(), scene.phrase());
    }
    assertEquals(List.of(), scenes.objectsIn("two pears, painted"));
  }
}
