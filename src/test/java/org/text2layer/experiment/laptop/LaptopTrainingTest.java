package org.text2layer.experiment.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.image.LayeredImage;
import org.text2layer.train.TrainingException;
import org.text2layer.train.run.TrainingListener;

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
