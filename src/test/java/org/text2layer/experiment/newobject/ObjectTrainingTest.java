package org.text2layer.experiment.newobject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingListener;

class ObjectTrainingTest {
  private static final RunOptions NOTHING_BESIDE =
      RunOptions.standard().withPreviewEvery(0).withHeldOutEvery(0);
  private static final GenerationRequest REQUEST =
      GenerationRequest.of("a watering can on a beach").steps(2);

  private static NewObject can;

  @TempDir static Path folder;

  @BeforeAll
  static void look() {
    can = NewObject.of(WateringCan.PHRASE, WateringCan.views(0, 5));
  }

  private static ObjectTraining training(NewObject object, TuningRecipe recipe) {
    return ObjectTraining.of(object, recipe.withSteps(2).withBatch(2).withSamples(4), folder);
  }

  @Test
  void givenTwoStepsThenTheSavedModelLoadsAndItsPictureIsNotTheEmbeddedOnes() {
    ObjectTraining lowRank = training(can, TuningRecipe.lowRank());
    assertTrue(
        assertThrows(TrainingException.class, lowRank::saveModel)
            .getMessage()
            .contains("train it first"));
    assertTrue(lowRank.train(NOTHING_BESIDE, TrainingListener.none()).complete());
    LayeredImage before;
    try (Text2Layer model = Text2Layer.load()) {
      before = model.generate(REQUEST);
    }
    try (Text2Layer model = Text2Layer.load(lowRank.saveModel())) {
      LayeredImage after = model.generate(REQUEST);
      assertEquals(256, after.width());
      assertNotEquals(before.composed(), after.composed());
    }
    TrainingException other =
        assertThrows(
            TrainingException.class,
            () ->
                training(
                        NewObject.of(WateringCan.PHRASE, WateringCan.views(5, 5)),
                        TuningRecipe.lowRank())
                    .train(NOTHING_BESIDE, TrainingListener.none()));
    assertTrue(other.getMessage().contains("choose another folder"), other.getMessage());
  }

  @Test
  void givenAPhraseOfMoreTokensThanTheEncoderReadsThenItIsRefusedBeforeAnythingIsEncoded() {
    String phrase = "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f";
    ObjectTraining training = training(NewObject.of(phrase, can.cutOuts()), TuningRecipe.full());
    String message =
        assertThrows(TrainingException.class, () -> training.train(TrainingListener.none()))
            .getMessage();
    assertTrue(message.contains("at most 32 tokens"), message);
    assertTrue(message.contains("shorten the phrase"), message);
  }

  @Test
  void givenAShareOfAQuarterThenEveryFourthSampleIsAnOldObjectAndAllAreOverTheSplitsScenes() {
    EmojiScenes scenes = EmojiScenes.test().resized(64);
    TrainingData<LayeredSample> data = new MixedSamples(can, scenes, 0.25, 16, 3).data();
    List<String> captions =
        LongStream.range(0, 16).mapToObj(index -> data.get(index).caption()).toList();
    assertEquals(12, captions.stream().filter(caption -> caption.startsWith(can.phrase())).count());
    assertEquals(16, captions.stream().distinct().count());
    assertEquals(data.get(5), new MixedSamples(can, scenes, 0.25, 16, 3).data().get(5));
    assertNotEquals(data.get(5), new MixedSamples(can, scenes, 0.25, 16, 4).data().get(5));
  }

  @Test
  void givenTheKindsThenFewerWeightsLearn() {
    long full = training(can, TuningRecipe.full()).trainedParameters();
    long attention = training(can, TuningRecipe.attention()).trainedParameters();
    long lowRank = training(can, TuningRecipe.lowRank()).trainedParameters();
    assertTrue(lowRank > 0 && 2 * lowRank < attention && 2 * attention < full);
  }

  @Test
  void givenNumbersThatDoNotFitThenTheRecipeRefusesThem() {
    TuningRecipe recipe = TuningRecipe.full();
    assertThrows(IllegalArgumentException.class, () -> recipe.withOldShare(1));
    assertThrows(IllegalArgumentException.class, () -> recipe.withLearningRate(0));
    assertThrows(IllegalArgumentException.class, () -> recipe.withSteps(0));
    assertThrows(IllegalArgumentException.class, () -> recipe.withSamples(7));
  }
}
