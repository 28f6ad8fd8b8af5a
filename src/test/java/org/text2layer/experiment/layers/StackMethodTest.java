package org.text2layer.experiment.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.text2layer.data.Arrangement;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.Placement;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

class StackMethodTest {
  private static final String CAPTION = "a lemon in front of a red apple on a wooden table";

  @Test
  void givenScenesThenTheirCaptionsNameTheObjectsOfTheArrangementAndNothingElse() {
    for (long seed = 0; seed < 40; seed++) {
      Arrangement drawn = PairWorld.heldOut().arrangement(seed, 2);
      List<Placement> placements = drawn.placements();
      assertEquals(
          List.of(placements.get(1).object(), placements.get(0).object()),
          StackMethod.objects(drawn.caption()),
          drawn.caption());
    }
  }

  @Test
  void givenACaptionOfAnotherNumberOfObjectsThenOneSentenceSaysSo() {
    for (String caption :
        List.of(
            "a lemon beside a red apple in front of a blue heart on a wooden table",
            "a red apple in front of snowy mountains",
            "a scene")) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> StackMethod.STACK.requests(List.of(CAPTION, caption)))
              .getMessage();
      assertTrue(message.contains("names 2 of") && message.contains("'" + caption), message);
    }
  }

  @Test
  void givenTheModelOfOneLayerThenItIsAskedForTheFartherObjectFirstEachInTheScene() {
    assertEquals(List.of(CAPTION), StackMethod.STACK.requests(List.of(CAPTION)));
    List<String> requests = StackMethod.TWICE.requests(List.of(CAPTION, CAPTION));
    assertEquals(
        List.of(
            "a red apple on a wooden table",
            "a red apple on a wooden table",
            "a lemon on a wooden table",
            "a lemon on a wooden table"),
        requests);
    List<String> alone =
        LongStream.range(0, 2)
            .mapToObj(seed -> PairWorld.heldOut().arrangement(seed, 2))
            .map(Arrangement::caption)
            .toList();
    assertEquals(
        PairWorld.heldOut().arrangement(1, 2).placements().get(1).caption(),
        StackMethod.TWICE.requests(alone).get(3));
  }

  private static LayeredImage picture(float background, float foreground) {
    return LayeredImage.of(
        RgbImage.filled(2, 2, background, 0, 0),
        List.of(
            new ImageLayer(
                "foreground", RgbImage.filled(2, 2, foreground, 1, 0), Mask.filled(2, 2, 0.5f))));
  }

  @Test
  void givenPicturesOfBothObjectsThenTheSecondsLayerIsOverTheFirstPictureWithoutItsBackground() {
    List<LayeredImage> stacks =
        StackMethod.TWICE.stacks(
            List.of(
                picture(0, 0.1f), picture(0.2f, 0.3f), picture(0.4f, 0.5f), picture(0.6f, 0.7f)));
    assertEquals(2, stacks.size());
    LayeredImage second = stacks.get(1);
    assertEquals(0.2f, second.backdrop().value(0, 0, 0));
    assertEquals(0.3f, second.layers().get(0).colour().value(0, 0, 0));
    assertEquals(0.7f, second.layers().get(1).colour().value(0, 0, 0));
  }

  @Test
  void givenAnOrderThenTheViewsAreOfTheFartherAndTheNearerLayer() {
    LayeredSample scene = PairWorld.scene(3);
    RgbImage nearer = StackView.NEARER.of(scene.layers()).composed();
    RgbImage grey = RgbImage.filled(64, 64, 0.5f, 0.5f, 0.5f);
    assertEquals(scene.layers().over(grey).alone(1).over(grey).composed(), nearer);
    assertEquals(scene.layers().backdrop(), StackView.BACKGROUND.of(scene.layers()).composed());
    assertEquals(
        scene.layers().over(grey).alone(0).composed(),
        StackView.FARTHER.truth().samples().apply(3).picture());
  }
}
