package org.text2layer.train.run;

import java.nio.file.Path;
import java.util.Objects;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingTask;

/**
 * A training in a folder: begins there, or goes on where the last checkpoint there was made, and
 * then the result has the same bytes as if it had never stopped. Immutable; only one run at a time
 * may write into a folder.
 *
 * <p>The folder: {@code run.json} (what is trained on what, how), {@code log.jsonl} (a row a step),
 * {@code checkpoints/} and {@code previews/} (a folder a step).
 *
 * @param <T> what a sample is
 */
public final class TrainingRun<T> {
  private final TrainingTask<T> task;
  private final TrainingData<T> data;
  private final TrainingConfiguration configuration;
  private final Path folder;
  private final RunOptions options;
  private final TrainingListener listener;

  private TrainingRun(
      TrainingTask<T> task,
      TrainingData<T> data,
      TrainingConfiguration configuration,
      Path folder,
      RunOptions options,
      TrainingListener listener) {
    this.task = Objects.requireNonNull(task, "task");
    this.data = Objects.requireNonNull(data, "data");
    this.configuration = Objects.requireNonNull(configuration, "configuration");
    this.folder = folder.toAbsolutePath();
    this.options = Objects.requireNonNull(options, "options");
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /** A training with standard options into a folder, which is new, empty, or of this training. */
  public static <T> TrainingRun<T> of(
      TrainingTask<T> task,
      TrainingData<T> data,
      TrainingConfiguration configuration,
      Path folder) {
    return new TrainingRun<>(
        task, data, configuration, folder, RunOptions.standard(), TrainingListener.none());
  }

  /** The same with other options. */
  public TrainingRun<T> withOptions(RunOptions newOptions) {
    return new TrainingRun<>(task, data, configuration, folder, newOptions, listener);
  }

  /** The same with somebody who hears how far it is. */
  public TrainingRun<T> withListener(TrainingListener newListener) {
    return new TrainingRun<>(task, data, configuration, folder, options, newListener);
  }
}
