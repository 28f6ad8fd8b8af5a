package org.text2layer.train.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.text2layer.data.DatasetException;
import org.text2layer.folder.BackgroundWork;
import org.text2layer.folder.FolderException;
import org.text2layer.image.PictureException;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.TrainingTask;

/**
 * A training in a folder: begins there, or goes on where the last checkpoint there was made, and
 * then the result has the same bytes as if it had never stopped. Immutable; only one run at a time
 * may write into a folder.
 *
 * <p>The folder: {@code run.json} (what is trained on what, how), {@code log.jsonl} (a row a step),
 * {@code checkpoints/} and {@code previews/} (a folder a step), {@code end.json} (how it ended).
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

  /**
   * Trains what is not trained yet, and gives the networks their last weights. An interrupt of the
   * thread (as a notebook's stop button sends) ends the run after the step under way and saves; the
   * flag is cleared then, and the report says that it is not complete: run it again to go on.
   *
   * @throws TrainingException if the data, the task and the folder do not fit each other, a sample
   *     cannot be loaded, or the disk is full; the last checkpoint stays
   * @throws DivergenceException if a loss or gradient becomes infinite or no number
   */
  public TrainingReport run() {
    check();
    TrainingReport report;
    try {
      report = trained();
    } catch (RuntimeException error) {
      listener.onFailed(error);
      throw error;
    }
    listener.onFinished(report);
    return report;
  }

  private TrainingReport trained() {
    try (RunFolder opened = RunFolder.open(folder, task, data, configuration)) {
      BackgroundWork<Consumer<TrainingListener>> background = new BackgroundWork<>("training");
      RunLoop<T> loop = new RunLoop<>(task, data, configuration, options, opened, background::tell);
      return background.await(loop::run, loop::stop, event -> event.accept(listener));
    } catch (IOException | UncheckedIOException | WeightsException | PictureException error) {
      throw new TrainingException(
          "Expected to train in %s but it failed (%s): the last checkpoint is whole; check the disk, then run it again."
              .formatted(folder, error.getMessage()),
          error);
    } catch (DatasetException | FolderException error) {
      throw new TrainingException(error.getMessage(), error);
    }
  }

  private void check() {
    if (configuration.batch() > data.size()) {
      throw new TrainingException(
          "Expected at least one batch of %s samples but '%s' has %s: take a smaller batch."
              .formatted(configuration.batch(), data.description(), data.size()));
    }
    List<String> names = task.groups().stream().map(ParameterGroup::name).toList();
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw new TrainingException(
          "Expected groups of different names from the task '%s' but it has %s: name them apart."
              .formatted(task.name(), names));
    }
  }
}
