package org.text2layer.train.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.text2layer.image.RgbImage;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.train.TrainingException;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.autoencoder.AutoencoderTask;
import org.text2layer.train.autoencoder.AutoencoderTrainingConfiguration;

class StepMemoryTest {
  private static final RgbImage PICTURE = RgbImage.filled(64, 48, 0.5f, 0.5f, 0.5f);

  private final NDManager manager = NDManager.newBaseManager();
  private final TrainingTask<RgbImage> task = task();

  @AfterEach
  void close() {
    manager.close();
  }

  private TrainingTask<RgbImage> task() {
    ImageAutoencoder network =
        ImageAutoencoder.of(new AutoencoderConfiguration(3, List.of(8, 16), 1, 4, 4, 1));
    FreshWeights.draw(network, manager, 1);
    return AutoencoderTask.pictures(manager, network, AutoencoderTrainingConfiguration.standard());
  }

  @Test
  void givenABatchThatDoesNotFitThenTheMessageNamesTheLargestThatDoes() {
    OptionalLong free = task.leastStepBytes(PICTURE, 20);

    String message = refusal(64, free);

    Matcher largest = Pattern.compile("at most (\\d+)").matcher(message);
    assertTrue(largest.find(), message);
    int fits = Integer.parseInt(largest.group(1));
    assertDoesNotThrow(() -> StepMemory.require(task, PICTURE, fits, free, "the machine"));
    refusal(fits + 1, free);
  }

  @Test
  void givenNoRoomForOneSampleThenASmallerNetworkIsAdvised() {
    String message = refusal(1, OptionalLong.of(1_000));
    assertTrue(message.contains("smaller network"), message);
  }

  @Test
  void givenMemoryThatCannotBeToldThenNothingIsRefused() {
    assertDoesNotThrow(
        () -> StepMemory.require(task, PICTURE, 60_000, OptionalLong.empty(), "the GPU"));
  }

  private String refusal(int batch, OptionalLong free) {
    return assertThrows(
            TrainingException.class,
            () -> StepMemory.require(task, PICTURE, batch, free, "the machine"))
        .getMessage();
  }
}
