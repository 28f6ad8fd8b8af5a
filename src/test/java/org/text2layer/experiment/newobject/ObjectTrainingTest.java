package org.text2layer.experiment.newobject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
import org.text2layer.model.Pretrained;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;

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
  void givenTwoStepsThenTheSavedModelIsTheEmbeddedOneWithWhatTheAdaptersLearnedAndGenerates() {
    ObjectTraining lowRank = training(can, TuningRecipe.lowRank());
    assertTrue(
        assertThrows(TrainingException.class, lowRank::saveModel)
            .getMessage()
            .contains("train it first"));
    TrainingReport report = lowRank.train(NOTHING_BESIDE, TrainingListener.none());
    assertTrue(report.complete());
    Path saved = lowRank.saveModel();
    assertLearned(report.checkpoint(), saved);
    try (Text2Layer model = Text2Layer.load(saved)) {
      assertEquals(256, model.generate(REQUEST).width());
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

  /** W + B A (alpha equals the rank) where there are adapters, W elsewhere. */
  private static void assertLearned(Path checkpoint, Path model) {
    try (NDManager manager = NDManager.newBaseManager();
        Safetensors learned = Safetensors.open(checkpoint.resolve("adapters.average.safetensors"));
        Safetensors saved =
            Safetensors.open(model.resolve("unet/diffusion_pytorch_model.safetensors"))) {
      int adapted = 0;
      for (var weight : Pretrained.layeredUNet(manager).namedParameters().entrySet()) {
        String name = weight.getKey();
        String stem = name.substring(0, name.lastIndexOf('.') + 1);
        boolean isAdapted =
            name.endsWith("weight") && learned.names().contains(stem + "lora_B.weight");
        NDArray change = saved.load(manager, name).sub(weight.getValue().getArray());
        NDArray expected = change.zerosLike();
        if (isAdapted) {
          NDArray up = learned.load(manager, stem + "lora_B.weight");
          expected = up.matMul(learned.load(manager, stem + "lora_A.weight"));
          adapted++;
        }
        float largest = expected.abs().max().getFloat();
        assertEquals(isAdapted, largest > 0, name);
        assertEquals(0, change.sub(expected).abs().max().getFloat(), 0.01f * largest, name);
      }
      assertEquals(learned.names().size(), 2 * adapted);
      assertTrue(adapted > 0);
    }
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
