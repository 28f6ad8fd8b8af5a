package org.text2layer.experiment.newobject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.CutOutScenes;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.Placement;
import org.text2layer.experiment.newobject.ObjectResult.JudgedPictures;
import org.text2layer.image.Gallery;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.nn.device.Precision;

class ObjectEvaluationTest {
  @TempDir Path folder;

  @Test
  void givenTruePicturesOfUnseenViewsThenTheJudgeTellsThemFromEightOldObjects() {
    EmojiScenes scenes = EmojiScenes.test();
    CutOutScenes unseen = CutOutScenes.of(WateringCan.PHRASE, WateringCan.views(20, 4), scenes);
    NewObject can = NewObject.of(WateringCan.PHRASE, WateringCan.views(0, 5));
    try (ObjectJudge judge = ObjectJudge.between(can, SceneCaptions.oldObjects(8))) {
      assertEquals(9, judge.objects());
      for (long seed = 0; seed < 4; seed++) {
        LayeredSample sample = unseen.sample(seed);
        assertEquals(
            List.of(can.phrase()), judge.nearest(sample.layers().cutOut(), 1), "seed " + seed);
      }
      for (var old : SceneCaptions.oldObjects(8)) {
        Placement small =
            new Placement(old, scenes.scenes().get(0), false, 0.6, 0.15, 0.3, 0.2, true);
        assertEquals(
            old.phrase(), judge.nearest(scenes.compose(small).layers().cutOut(), 1).get(0));
      }
      RgbaImage nothing = RgbaImage.of(RgbImage.filled(64, 64, 1, 0, 0), Mask.filled(64, 64, 0.2f));
      assertTrue(judge.nearest(nothing, 3).isEmpty(), "an empty mask shows no object");
    }
  }

  @Test
  void givenTheEmbeddedModelThenItsLossesAndPicturesAreMeasuredForOldAndNew() {
    NewObject can = NewObject.of(WateringCan.PHRASE, WateringCan.views(0, 5));
    EvaluationSize size = new EvaluationSize(1, 2, 2, false, Precision.FLOAT32);
    try (ObjectEvaluation evaluation = ObjectEvaluation.of(can, can, size, folder)) {
      assertEquals(2, evaluation.trueNewObject().recognised());
      assertEquals(2, evaluation.trueOldObjects().recognised());
      assertEquals(1, evaluation.reconstructedNewObject().recognised());
      ObjectResult before = evaluation.before();
      assertTrue(before.newLoss() > 0 && before.newLoss() < 1, before.toString());
      assertTrue(before.oldLoss() > 0 && before.oldLoss() < 1, before.toString());
      assertTrue(before.oldCaptionScore() <= 1 && before.oldCaptionScore() >= -1);
      assertTrue(before.newObject().captions().get(0).startsWith("a watering can "));
      assertFalse(before.oldObjects().captions().get(0).startsWith("a watering can "));

      BeforeAndAfter both = new BeforeAndAfter(before, before);
      assertEquals(4, both.gallery().size());
      BufferedImage sheet = both.sheet(3, 32);
      assertEquals(8 * 32, sheet.getWidth());
      assertEquals(32, sheet.getHeight());
    }
  }

  @Test
  void givenAnObjectThatIsSeenSecondThenItCountsWithinTwoChoicesOnly() {
    JudgedPictures judged =
        new JudgedPictures(
            List.of("a cat here", "a dog here"),
            List.of("a cat", "a dog"),
            List.of(List.of("a dog", "a cat"), List.of()),
            Gallery.of(List.of()));
    assertEquals(0, judged.recognised());
    assertEquals(1, judged.recognisedWithin(2));
  }

  @Test
  void givenASizeOfNothingThenItIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> EvaluationSize.small().withPictures(0));
    assertThrows(IllegalArgumentException.class, () -> EvaluationSize.small().withHeldOut(0));
  }
}
