package org.text2layer.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.CollectionAccumulator;
import org.text2layer.data.build.BuildDescription;
import org.text2layer.data.build.RecordFiles;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.folder.BackgroundWork;
import org.text2layer.spark.input.NumberedRecords;
import org.text2layer.spark.output.CountsAccumulator;
import org.text2layer.spark.output.EarlierShard;
import org.text2layer.spark.output.LocalWork;
import org.text2layer.spark.output.OutputFolder;
import org.text2layer.spark.output.PartCommit;
import org.text2layer.spark.output.RecordCounts;
import org.text2layer.spark.output.RecordRanges;
import org.text2layer.spark.output.ShardCommit;
import org.text2layer.spark.output.Worker;

/**
 * Makes parts of the records, each committed by itself: a task that is run again, on another worker
 * or beside a slow one, makes only what is not committed.
 *
 * @param build a name of this build for the executors
 * @param recipe opened once in each of them
 * @param expected description of the recipe
 * @param seed of the build
 * @param ranges of all records
 * @param input where they are
 * @param output where they go
 * @param counts of what became of them
 * @param refusals of executors that have another recipe
 */
record PartTask(
    String build,
    RecipeFactory recipe,
    String expected,
    long seed,
    RecordRanges ranges,
    Broadcast<CountedInput> input,
    OutputFolder output,
    CountsAccumulator counts,
    CollectionAccumulator<String> refusals)
    implements VoidFunction<Iterator<RecordRanges.Range>> {
  @Override
  public void call(Iterator<RecordRanges.Range> parts) throws IOException {
    try (ExecutorRecipe own = ExecutorRecipe.take(build, recipe, seed)) {
      Optional<String> difference = difference(own.recipe().description());
      if (difference.isPresent()) {
        refusals.add(
            "Expected on %s the recipe that the build began with but %s: bring the same files and versions to every worker."
                .formatted(Worker.name(), difference.get()));
        return;
      }
      AtomicBoolean stopped = new AtomicBoolean();
      BackgroundWork<RecordCounts> background = new BackgroundWork<>("text2layer-task");
      Run run = new Run(own, stopped, background);
      Runnable inWorker = own.recipe().inWorker(() -> run.all(parts));
      background.await(
          () -> {
            inWorker.run();
            return true;
          },
          () -> stopped.set(true),
          counts::add);
      if (TaskContext.get().isInterrupted()) {
        throw new TaskKilledException("it was asked to end");
      }
    }
  }

  private Optional<String> difference(String found) throws IOException {
    return found.equals(expected)
        ? Optional.empty()
        : described(expected).difference(described(found).text());
  }

  private static BuildDescription described(String recipe) {
    return new BuildDescription("", recipe, 0, 1, 1);
  }

  /** In the worker's thread, which an interrupt of the task does not reach. */
  private final class Run {
    private final ExecutorRecipe own;
    private final AtomicBoolean stopped;
    private final BackgroundWork<RecordCounts> background;

    Run(ExecutorRecipe own, AtomicBoolean stopped, BackgroundWork<RecordCounts> background) {
      this.own = own;
      this.stopped = stopped;
      this.background = background;
    }

    void all(Iterator<RecordRanges.Range> parts) {
      try (NumberedRecords records = input.value().open(output.configuration())) {
        while (parts.hasNext() && !stopped.get()) {
          RecordRanges.Range part = parts.next();
          String what = "records %s to %s".formatted(part.first(), part.end() - 1);
          background.tell(LocalWork.of(what, folder -> counted(part, records, folder)));
        }
      }
    }

    private RecordCounts counted(RecordRanges.Range part, NumberedRecords records, Path folder)
        throws IOException {
      long shard = ranges.shardOf(part);
      Optional<ShardCommit> finished = ShardCommit.find(output, shard);
      if (finished.isPresent()) {
        boolean first = part.equals(ranges.ofShard(shard).get(0));
        return first ? finished.get().counts().asFound() : RecordCounts.none();
      }
      Optional<PartCommit> found = PartCommit.find(output, part);
      return found.isPresent() ? found.get().counts().asFound() : made(part, records, folder);
    }

    private RecordCounts made(RecordRanges.Range part, NumberedRecords records, Path folder)
        throws IOException {
      long begun = System.nanoTime();
      RecordFiles files = RecordFiles.in(folder, "records");
      List<LedgerRow> rows =
          files.make(
              part.first(),
              records.range(part, stopped),
              own.maker(),
              new EarlierShard(output, ranges.shardOf(part)).download(folder));
      if (stopped.get()) {
        return RecordCounts.none();
      }
      long bytes = size(files.kept()) + size(files.dropped()) + size(files.rows());
      RecordCounts made = RecordCounts.of(rows, System.nanoTime() - begun, bytes);
      PartCommit.write(output, part, files, made);
      return made;
    }

    private static long size(Path file) throws IOException {
      return Files.exists(file) ? Files.size(file) : 0;
    }
  }
}
