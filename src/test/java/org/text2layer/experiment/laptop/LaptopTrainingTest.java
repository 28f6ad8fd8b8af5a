package org.text2layer.experiment.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;

class LaptopTrainingTest {
  @TempDir Path folder;

  @Test
  void givenBothTrainingsThenTheirModelLoadsAndGeneratesLayersOf64Pixels() {
    LaptopTraining training = LaptopTraining.into(folder).withSteps(2, 2);
    TrainingException early = assertThrows(TrainingException.class, training::saveModel);
    assertTrue(early.getMessage().contains("train it first"), early.getMessage());

    assertTrue(training.trainAutoencoder(TrainingListener.none()).complete());
    assertTrue(training.trainDiffusion(TrainingListener.none()).complete());
    assertEquals(2, training.trainDiffusion(TrainingListener.none()).steps());
    try (Text2Layer model = Text2Layer.load(training.saveModel())) {
      LayeredImage image =
          model.generate(
              GenerationRequest.of(LaptopTraining.previewCaptions().get(0)).seed(1).steps(2));
      assertEquals(SmallWorld.SIZE, image.width());
    }

    Path variations = folder.resolve("variations");
    TrainingData<LayeredSample> objectsLeft =
        SmallWorld.data(64)
            .map(
                sample ->
                    new LayeredSample(
                        sample.caption(),
                        sample.picture(),
                        LayeredImage.twoLayer(
                            sample.layers().foreground(),
                            sample.picture(),
                            sample.layers().mask())));
    TrainingReport spoiled =
        AutoencoderVariation.continued(training, variations.resolve("spoiled"), 1)
            .withData(objectsLeft)
            .run(TrainingListener.none());
    assertTrue(spoiled.complete());
    TrainingReport wild =
        new DiffusionVariation(training, variations.resolve("wild"), 1, 0.1)
            .run(TrainingListener.none());
    assertTrue(wild.complete());
  }

  @Test
  void givenNoTrainedWeightsThenAVariationOfThemSaysSoAndOneFromScratchRuns() {
    LaptopTraining nothing = LaptopTraining.into(folder.resolve("nothing"));
    AutoencoderVariation continued =
        AutoencoderVariation.continued(nothing, folder.resolve("continued"), 1);
    String message =
        assertThrows(TrainingException.class, () -> continued.run(TrainingListener.none()))
            .getMessage();
    assertTrue(message.contains("train it first"), message);
    assertTrue(
        AutoencoderVariation.fromScratch(nothing, folder.resolve("fresh"), 1)
            .withLearningRate(1e-4)
            .run(TrainingListener.none())
            .complete());
  }

  @Test
  void givenTruePicturesThenTheJudgeRecognisesThemFarMoreOftenThanByChance() {
    Recognition truth = Recognition.ofTruth(3);
    assertEquals(48, truth.pictures());
    assertTrue(truth.objects() >= 4 * 48 / 8, truth.toString());
    assertTrue(truth.scenes() >= 3 * 48 / 6, truth.toString());
    assertTrue(truth.covered() > 0.1 && truth.covered() < 0.5, truth.toString());
  }
}
