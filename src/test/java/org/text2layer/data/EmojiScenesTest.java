package org.text2layer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.parity.Fixture;

class EmojiScenesTest {
  private static final double MAX_DIFFERENCE = 0.02;
  private static final double MEAN_DIFFERENCE = 0.001;

  @Test
  void givenTheFixturesPlacementsThenPictureForegroundAndMaskEqualTheTwins() {
    Fixture fixture = Fixture.load("emoji-scene");
    EmojiScenes scenes = EmojiScenes.all();
    List<JsonElement> samples = fixture.json().getAsJsonArray("samples").asList();
    for (int i = 0; i < samples.size(); i++) {
      JsonObject json = samples.get(i).getAsJsonObject();
      LayeredSample sample = scenes.compose(placement(scenes, json));
      assertEquals(json.get("caption").getAsString(), sample.caption());
      assertClose(fixture.floats("out." + i + ".composed"), planar(sample.picture()));
      assertClose(fixture.floats("out." + i + ".foreground"), planar(sample.layers().foreground()));
      assertClose(fixture.floats("out." + i + ".mask"), sample.layers().mask().toArray());
    }
  }

  private static Placement placement(EmojiScenes scenes, JsonObject json) {
    return new Placement(
        scenes.objects().stream()
            .filter(object -> object.file().equals(json.get("object").getAsString()))
            .findFirst()
            .orElseThrow(),
        scenes.scenes().stream()
            .filter(scene -> scene.file().equals(json.get("scene").getAsString()))
            .findFirst()
            .orElseThrow(),
        json.get("mirror_scene").getAsBoolean(),
        json.get("scale").getAsDouble(),
        json.get("angle").getAsDouble(),
        json.get("dx").getAsDouble(),
        json.get("dy").getAsDouble(),
        json.get("mirror_object").getAsBoolean());
  }

  @Test
  void givenTheSplitsThenTheyHaveTheStatedSizesAndShareNoSceneOrHeldOutObject() {
    EmojiScenes train = EmojiScenes.train();
    EmojiScenes test = EmojiScenes.test();
    EmojiScenes unseen = EmojiScenes.unseenObjects();

    assertEquals(683, EmojiScenes.all().objects().size());
    assertEquals(2_400, EmojiScenes.all().scenes().size());
    assertEquals(643, train.objects().size());
    assertEquals(2_160, train.scenes().size());
    assertEquals(240, test.scenes().size());
    assertEquals(40, unseen.objects().size());
    assertEquals(24, test.scenes().stream().map(Scene::kind).distinct().count());
    assertTrue(Collections.disjoint(train.scenes(), test.scenes()));
    assertTrue(Collections.disjoint(train.objects(), unseen.objects()));
    assertTrue(unseen.objects().stream().map(SceneObject::category).distinct().count() > 3);
  }

  @Test
  void givenManySeedsThenPlacementsStayInTheirRangesAndVary() {
    EmojiScenes scenes = EmojiScenes.train();
    Set<String> captions = new HashSet<>();
    int mirrored = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      Placement placement = scenes.placement(seed);
      double room = (1 - placement.scale()) * 0.75 + 0.05;
      assertTrue(placement.scale() >= 0.5 && placement.scale() < 0.9);
      assertTrue(Math.abs(placement.angle()) <= Math.PI / 16);
      assertTrue(Math.abs(placement.dx()) <= room && Math.abs(placement.dy()) <= room);
      captions.add(placement.caption());
      mirrored += placement.mirrorObject() ? 1 : 0;
    }
    assertTrue(captions.size() > 1_900);
    assertTrue(mirrored > 900 && mirrored < 1_100, mirrored + " of 2,000 mirrored");
  }

  @Test
  void givenASeedThenTheSampleIsAlwaysTheSame() {
    EmojiScenes scenes = EmojiScenes.test();
    assertEquals(scenes.sample(7), EmojiScenes.test().sample(7));
    assertNotEquals(scenes.sample(7), scenes.sample(8));
    // Pinned: java.util.SplittableRandom gives the same numbers on every machine.
    assertEquals("a yellow heart on the beach", scenes.placement(7).caption());
  }

  @Test
  void givenTheOneObjectOfAnotherSizeThenItIsResized() {
    EmojiScenes scenes = EmojiScenes.all();
    assertTrue(
        IntStream.range(0, scenes.objects().size())
            .mapToObj(i -> scenes.picture(scenes.objects().get(i)))
            .allMatch(picture -> picture.width() == 256 && picture.height() == 256));
  }

  @Test
  void givenAnImpossiblePlacementThenItIsRefused() {
    Placement good = EmojiScenes.all().placement(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Placement(good.object(), good.scene(), false, 0, 0, 0, 0, false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Placement(good.object(), good.scene(), false, 1, Double.NaN, 0, 0, false));
  }

  @Test
  void givenASmallerSizeThenASampleIsNearTheReducedOneAndStillComposed() {
    EmojiScenes small = EmojiScenes.train().resized(64);
    for (long seed = 0; seed < 4; seed++) {
      LayeredSample full = EmojiScenes.train().sample(seed);
      LayeredSample reduced = small.sample(seed);
      assertEquals(full.caption(), reduced.caption());
      RgbImage expected = full.picture().resized(64, 64, Resampling.BOX);
      assertEquals(0, meanDifference(expected, reduced.picture()), 0.02);
      assertEquals(0, meanDifference(reduced.layers().composed(), reduced.picture()), 0.002);
      assertEquals(reduced.picture(), small.sample(seed).picture());
    }
  }

  @Test
  void givenAFewPhrasesAndKindsThenEverySampleIsOfThem() {
    EmojiScenes few =
        EmojiScenes.train().only(List.of("a red apple", "a basketball"), List.of("beach"));
    assertEquals(2, few.objects().size());
    assertEquals(90, few.scenes().size());
    for (long seed = 0; seed < 20; seed++) {
      Placement placement = few.placement(seed);
      assertEquals("beach", placement.scene().kind());
      assertTrue(few.objects().contains(placement.object()));
    }
    EmojiScenes all = EmojiScenes.train();
    assertThrows(
        IllegalArgumentException.class, () -> all.only(List.of("a thing"), List.of("beach")));
    assertThrows(IllegalArgumentException.class, () -> all.only(List.of("a red apple"), List.of()));
    assertThrows(IllegalArgumentException.class, () -> all.resized(100));
  }

  private static double meanDifference(RgbImage one, RgbImage other) {
    float[] first = one.toArray();
    float[] second = other.toArray();
    return IntStream.range(0, first.length)
        .mapToDouble(i -> Math.abs(first[i] - second[i]))
        .average()
        .orElseThrow();
  }

  /** As the fixture stores it: channels first, in [-1, 1]. */
  private static float[] planar(RgbImage picture) {
    float[] values = picture.toArray();
    int pixels = values.length / 3;
    float[] planar = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      planar[i % 3 * pixels + i / 3] = 2 * values[i] - 1;
    }
    return planar;
  }

  private static void assertClose(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    double sum = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(expected[i] - actual[i]);
      assertTrue(difference <= MAX_DIFFERENCE, "value " + i + " differs by " + difference);
      sum += difference;
    }
    assertTrue(
        sum / expected.length <= MEAN_DIFFERENCE, "mean difference " + sum / expected.length);
  }
}
