package org.text2layer.experiment.method;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;
import org.text2layer.train.run.TrainingRun;

/**
 * A training that is done when it is used, and says now and then how far it is.
 *
 * @param name for people
 * @param listener hears a sentence a tenth of the run
 */
record WholeRun(String name, Consumer<String> listener) {
  private static final int PARTS = 10;

  static WholeRun of(String name, Consumer<String> listener) {
    return new WholeRun(name, listener);
  }

  /**
   * Trains what is not trained yet.
   *
   * @throws TrainingException if it was interrupted
   */
  <T> void finish(
      TrainingTask<T> task, TrainingData<T> data, TrainingStage stage, long seed, Path folder) {
    TrainingReport report =
        TrainingRun.of(task, data, stage.run(seed), folder)
            .withOptions(stage.options())
            .withListener(progress(stage.steps()))
            .run();
    if (!report.complete()) {
      throw new TrainingException(
          "The training of the %s was interrupted after %d of %d steps: run it again to go on."
              .formatted(name, report.steps(), stage.steps()));
    }
  }

  private TrainingListener progress(long steps) {
    long every = Math.max(1, steps / PARTS);
    return new TrainingListener() {
      @Override
      public void onStep(LogRow row) {
        if (row.step() % every == 0 || row.step() == steps) {
          listener.accept("%s: step %d of %d".formatted(name, row.step(), steps));
        }
      }
    };
  }
}
