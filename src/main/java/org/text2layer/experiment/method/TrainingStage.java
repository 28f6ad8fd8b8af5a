package org.text2layer.experiment.method;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.optimizer.LearningRateSchedule;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;
import org.text2layer.train.run.TrainingRun;

/**
 * How long one network of a method learns. The learning rate rises over a tenth of the steps, 400
 * at most, and falls along a cosine to 2 %.
 *
 * @param steps updates
 * @param batch samples a step
 * @param averageDecay of the moving average of weights
 * @param optimizer with the learning rate
 */
public record TrainingStage(
    long steps, int batch, double averageDecay, AdamWConfiguration optimizer) {
  private static final int LONGEST_WARM_UP = 400;
  private static final int CHECKPOINTS = 8;
  private static final int PARTS = 10;

  /** Checks the numbers. */
  public TrainingStage {
    Objects.requireNonNull(optimizer, "optimizer");
    if (steps < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 step of at least 1 sample but came %s and %s: correct the stage."
              .formatted(steps, batch));
    }
  }

  /** A third of the steps, as the paper's fine-tuning has of its trainings (25 k of 75 k). */
  TrainingStage fineTuning() {
    return new TrainingStage(Math.max(1, steps / 3), batch, averageDecay, optimizer);
  }

  /**
   * Trains what is not trained yet.
   *
   * @param name for people
   * @param listener hears a sentence a tenth of the run
   * @throws TrainingException if it was interrupted
   */
  <T> void finish(
      String name,
      TrainingTask<T> task,
      TrainingData<T> data,
      long seed,
      Path folder,
      Consumer<String> listener) {
    TrainingReport report =
        TrainingRun.of(task, data, run(seed), folder)
            .withOptions(options())
            .withListener(progress(name, listener))
            .run();
    if (!report.complete()) {
      throw new TrainingException(
          "The training of the %s was interrupted after %s of %s steps: run it again to go on."
              .formatted(name, report.steps(), steps));
    }
  }

  private TrainingListener progress(String name, Consumer<String> listener) {
    long every = Math.max(1, steps / PARTS);
    return new TrainingListener() {
      @Override
      public void onStep(LogRow row) {
        if (row.step() % every == 0 || row.step() == steps) {
          listener.accept("%s: step %s of %s".formatted(name, row.step(), steps));
        }
      }
    };
  }

  private TrainingConfiguration run(long seed) {
    LearningRateSchedule cosine =
        LearningRateSchedule.cosine(0.02).withWarmUp(Math.min(steps / 10, LONGEST_WARM_UP));
    return TrainingConfiguration.of(steps, batch)
        .withSchedule(cosine)
        .withAverageDecay(averageDecay)
        .withSeed(seed);
  }

  private RunOptions options() {
    return RunOptions.standard()
        .withCheckpoints(Math.max(1, steps / CHECKPOINTS), 1)
        .withPreviewEvery(0)
        .withHeldOutEvery(0);
  }
}
