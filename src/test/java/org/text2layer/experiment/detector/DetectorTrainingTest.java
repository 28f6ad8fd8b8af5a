package org.text2layer.experiment.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.model.EmbeddedSalientObjectDetector;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;

class DetectorTrainingTest {
  private static final ComputeDevice CPU = ComputeDevice.named("cpu");

  @TempDir Path folder;

  @Test
  void givenOneStep_thenTheWeightsAreAnotherDetectorsAndASecondCallHasNothingToDo() {
    DetectorTraining training = DetectorTraining.into(folder.resolve("run")).withSteps(1);
    training.train(new TrainingListener() {});

    try (EmbeddedSalientObjectDetector trained =
            EmbeddedSalientObjectDetector.load(training.weights(), CPU);
        EmbeddedSalientObjectDetector shipped = EmbeddedSalientObjectDetector.load(CPU)) {
      assertNotEquals(shipped.description(), trained.description());
    }
    TrainingReport again = training.train(new TrainingListener() {});
    assertEquals(1, again.steps());
  }

  @Test
  void givenWeightsOfSomethingElse_thenTheFileIsNamed() throws Exception {
    Path other = Files.writeString(folder.resolve("other.safetensors"), "no weights");
    WeightsException refused =
        assertThrows(WeightsException.class, () -> EmbeddedSalientObjectDetector.load(other, CPU));
    assertTrue(refused.getMessage().contains("other.safetensors"), refused.getMessage());
  }
}
