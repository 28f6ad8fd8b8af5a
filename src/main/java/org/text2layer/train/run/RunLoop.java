package org.text2layer.train.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.text2layer.folder.WholeFolder;
import org.text2layer.image.Picture;
import org.text2layer.nn.Autograd;
import org.text2layer.train.LossTerms;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.loading.Batch;
import org.text2layer.train.loading.BatchLoader;
import org.text2layer.train.run.TrainingReport.End;

/**
 * One run: step after step from the last checkpoint on. {@link #stop} may be called by any thread,
 * the rest by one.
 */
final class RunLoop<T> {
  private final TrainingTask<T> task;
  private final TrainingData<T> data;
  private final TrainingConfiguration configuration;
  private final RunOptions options;
  private final RunFolder folder;
  private final Consumer<Consumer<TrainingListener>> events;
  private final List<GroupTraining> groups = new ArrayList<>();
  private final List<String> stepIds = new ArrayList<>();
  private volatile boolean stopped;
  private long done;
  private LossTerms terms = LossTerms.none();
  private Optional<Double> heldOut = Optional.empty();

  RunLoop(
      TrainingTask<T> task,
      TrainingData<T> data,
      TrainingConfiguration configuration,
      RunOptions options,
      RunFolder folder,
      Consumer<Consumer<TrainingListener>> events) {
    this.task = task;
    this.data = data;
    this.configuration = configuration;
    this.options = options;
    this.folder = folder;
    this.events = events;
  }

  /** Ends the run after the step under way. */
  void stop() {
    stopped = true;
  }

  TrainingReport run() throws IOException, InterruptedException {
    StepMemory.require(task, BatchLoader.load(data, 0), configuration.batch());
    try (NDManager owner = task.manager().newSubManager()) {
      task.groups().forEach(group -> groups.add(new GroupTraining(owner, group, configuration)));
      Optional<Checkpoint> earlier = Checkpoint.latest(folder.folder());
      earlier.ifPresent(checkpoint -> checkpoint.restore(groups));
      done = earlier.map(Checkpoint::step).orElse(0L);
      requireSpace();
      try (TrainingLog log = TrainingLog.openAfter(folder.folder(), done);
          BatchLoader<T> loader = new BatchLoader<>(data, configuration, done, options.loaders())) {
        long first = done;
        events.accept(
            listener -> listener.onStarted(folder.folder(), first, configuration.steps()));
        return steps(Autograd.create(), log, loader);
      }
    } finally {
      groups.forEach(GroupTraining::release);
    }
  }

  private TrainingReport steps(Autograd autograd, TrainingLog log, BatchLoader<T> loader)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    End end = End.COMPLETE;
    if (done == 0) {
      preview();
    }
    while (done < configuration.steps() && end == End.COMPLETE) {
      LogRow row = step(autograd, loader);
      log.add(row);
      events.accept(listener -> listener.onStep(row));
      if (isDue(options.previewEvery())) {
        preview();
      }
      end = endAfter(Duration.ofNanos(System.nanoTime() - start));
      if (isDue(options.checkpointEvery())) {
        save(log);
      }
    }
    Path last = save(log);
    folder.writeEnd(done, end);
    return new TrainingReport(done, end, terms, last);
  }

  private End endAfter(Duration passed) {
    if (done == configuration.steps()) {
      return End.COMPLETE;
    }
    if (stopped) {
      return End.INTERRUPTED;
    }
    return passed.compareTo(options.timeLimit()) >= 0 ? End.TIME_LIMIT : End.COMPLETE;
  }

  /** Every so many steps and after the last one of all; never for 0. */
  private boolean isDue(long every) {
    return every > 0 && (done % every == 0 || done == configuration.steps());
  }

  private LogRow step(Autograd autograd, BatchLoader<T> loader)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    terms = LossTerms.none();
    stepIds.clear();
    for (int i = 0; i < configuration.accumulation(); i++) {
      Batch<T> batch = loader.next();
      stepIds.addAll(batch.ids());
      terms = terms.plus(backward(autograd, batch), 1.0 / configuration.accumulation());
    }
    requireFinite(terms.firstNotFinite());
    Map<String, Double> rates = new LinkedHashMap<>();
    Map<String, Double> norms = new LinkedHashMap<>();
    for (GroupTraining group : groups) {
      if (group.hasGradients()) {
        rates.put(group.name(), group.learningRate(done));
        norms.put(group.name(), group.update(done));
        boolean finite = Double.isFinite(norms.get(group.name()));
        requireFinite(finite ? Optional.empty() : Optional.of("gradient of " + group.name()));
      }
    }
    done++;
    double seconds = (System.nanoTime() - start) * 1e-9;
    LossTerms onHeldOut =
        isDue(options.heldOutEvery()) ? averaged(task::heldOut) : LossTerms.none();
    heldOut = onHeldOut.total();
    return new LogRow(
        done, terms, onHeldOut, rates, norms, configuration.samplesPerStep() / seconds);
  }

  private LossTerms backward(Autograd autograd, Batch<T> batch) {
    try (NDManager scope = task.manager().newSubManager()) {
      BatchStep<T> step =
          new BatchStep<>(done, configuration.steps(), batch, scope, autograd, groups);
      return Autograd.recording(() -> task.step(step));
    }
  }

  private void requireFinite(Optional<String> term) throws IOException {
    if (term.isPresent()) {
      Path dump = RunFolder.failure(folder.folder(), done + 1);
      RecordedRun.Failure failure = new RecordedRun.Failure(done + 1, term.get(), stepIds, dump);
      WholeFolder.replace(
          dump,
          part -> {
            writeState(part, Optional.empty());
            failure.write(part);
          });
      throw new DivergenceException(failure);
    }
  }

  private void preview() throws IOException {
    if (options.previewEvery() > 0) {
      Map<String, Picture> pictures = averaged(task::preview);
      if (!pictures.isEmpty()) {
        long step = done;
        folder.writePreview(step, pictures, task.previewCaptions());
        events.accept(listener -> listener.onPreview(step, pictures));
      }
    }
  }

  /** With the averages in the weights' place. */
  private <R> R averaged(Function<NDManager, R> work) {
    groups.forEach(GroupTraining::swap);
    try (NDManager scope = task.manager().newSubManager()) {
      return work.apply(scope);
    } finally {
      groups.forEach(GroupTraining::swap);
    }
  }

  /** The checkpoint after the steps done; the log's rows go before it. */
  private Path save(TrainingLog log) throws IOException {
    Path target = RunFolder.checkpoint(folder.folder(), done);
    if (!Files.exists(target)) {
      log.force();
      WholeFolder.replace(target, part -> writeState(part, heldOut));
      long step = done;
      events.accept(listener -> listener.onCheckpoint(step, target));
      deleteOld();
    }
    return target;
  }

  private void deleteOld() throws IOException {
    List<Long> steps = RunFolder.checkpoints(folder.folder());
    Optional<Long> best = Checkpoint.best(folder.folder()).map(Checkpoint::step);
    for (long step : steps.subList(0, Math.max(0, steps.size() - options.keepLast()))) {
      if (best.isEmpty() || best.get() != step) {
        WholeFolder.delete(RunFolder.checkpoint(folder.folder(), step));
      }
    }
  }

  private void writeState(Path part, Optional<Double> score) throws IOException {
    Checkpoint.write(part, done, groups, score, folder.provenance());
  }

  /** Two checkpoints at once have to fit: the last goes when the next is whole. */
  private void requireSpace() throws IOException {
    long bytes = 0;
    for (GroupTraining group : groups) {
      for (Map<String, NDArray> arrays : group.state().values()) {
        bytes += arrays.values().stream().mapToLong(array -> 4 * array.size()).sum();
      }
    }
    long usable = Files.getFileStore(folder.folder()).getUsableSpace();
    if (usable < 2 * bytes) {
      throw new TrainingException(
          String.format(
              Locale.ROOT,
              "Expected space for two checkpoints of %,d MB in %s but only %,d MB are free: free some, or choose another disk.",
              bytes >> 20,
              folder.folder(),
              usable >> 20));
    }
  }
}
