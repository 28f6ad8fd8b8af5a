package org.text2layer.data.build;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.text2layer.data.DatasetException;
import org.text2layer.data.card.DatasetCard;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.LedgerRow;

/**
 * One run over the source: hands chunks to the workers, joins finished ones to shards in the order
 * of the source. Memory is bounded, since only so many chunks are under way. {@link #stop} may be
 * called by any thread, the rest by one.
 */
final class BuildRun {
  private final PictureSource source;
  private final SampleMaker recipe;
  private final RecordMaker maker;
  private final BuildOptions options;
  private final DatasetCard card;
  private final BuildFolder folder;
  private final BuildListener listener;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private BuildReport report;
  private long shard;
  private long firstChunk;
  private volatile boolean stopped;

  private record Pending(long chunk, Future<List<LedgerRow>> rows, boolean found) {}

  BuildRun(
      PictureSource source,
      SampleMaker recipe,
      BuildOptions options,
      DatasetCard card,
      BuildFolder folder,
      BuildListener listener) {
    this.source = source;
    this.recipe = recipe;
    this.maker = RecordMaker.of(recipe, options.seed());
    this.options = options;
    this.card = card;
    this.folder = folder;
    this.listener = listener;
    this.report = BuildReport.nothing(source.size());
  }

  /** Ends the run after the chunks under way. */
  void stop() {
    stopped = true;
  }

  BuildReport run() throws IOException, InterruptedException, ExecutionException {
    ExecutorService workers = Executors.newFixedThreadPool(options.workers(), this::worker);
    boolean finished;
    try (Stream<InputRecord> records = source.records()) {
      finished = hand(records.iterator(), workers);
    } finally {
      pending.forEach(chunk -> chunk.rows().cancel(false));
      workers.shutdown();
      workers.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
    }
    if (finished) {
      if (folder.shard(shard).exist() || folder.chunk(firstChunk).exist()) {
        throw changed("no more records after shard %s".formatted(shard - 1), "others there");
      }
      folder.complete(shard, card);
      report = report.completed();
    }
    return report;
  }

  private Thread worker(Runnable work) {
    Thread thread = new Thread(recipe.inWorker(work), "dataset-worker");
    thread.setDaemon(true);
    return thread;
  }

  /** Hands out all records; false if the run was stopped before all shards were finished. */
  private boolean hand(Iterator<InputRecord> records, ExecutorService workers)
      throws IOException, InterruptedException, ExecutionException {
    long chunk = 0;
    while (!stopped && records.hasNext()) {
      long inShard = chunk / options.chunksPerShard();
      if (folder.shard(inShard).exist()) {
        skip(inShard, records);
        chunk += options.chunksPerShard();
        continue;
      }
      pending.add(start(chunk, inShard, take(records, options.recordsPerChunk()), workers));
      chunk++;
      finishPending(2 * options.workers() - 1);
    }
    if (stopped || !finishPending(0)) {
      return false;
    }
    finishShard(chunk);
    return true;
  }

  /** A shard that an earlier run finished. */
  private void skip(long finished, Iterator<InputRecord> records)
      throws IOException, InterruptedException, ExecutionException {
    finishPending(0);
    List<LedgerRow> rows = folder.shard(finished).readRows();
    requireAsMany(take(records, options.recordsPerShard()), rows, "shard " + finished);
    report = report.plus(rows, true);
    shard = finished + 1;
    firstChunk = shard * options.chunksPerShard();
    listener.onProgress(report);
  }

  private void requireAsMany(List<InputRecord> records, List<LedgerRow> rows, String where) {
    if (records.size() != rows.size()) {
      throw changed(
          "%s records for %s".formatted(records.size(), where), Integer.toString(rows.size()));
    }
  }

  private DatasetException changed(String has, String found) {
    return new DatasetException(
        "Expected the records that the build began with but %s has %s now, where an earlier run found %s: put them back, or build into a new folder."
            .formatted(source.description(), has, found));
  }

  private static List<InputRecord> take(Iterator<InputRecord> records, int most) {
    List<InputRecord> taken = new ArrayList<>();
    while (taken.size() < most && records.hasNext()) {
      taken.add(records.next());
    }
    return taken;
  }

  private Pending start(
      long chunk, long inShard, List<InputRecord> records, ExecutorService workers)
      throws IOException {
    RecordFiles files = folder.chunk(chunk);
    long first = chunk * options.recordsPerChunk();
    boolean found = files.exist();
    if (found) {
      List<LedgerRow> rows = files.readRows();
      requireAsMany(records, rows, "chunk " + chunk);
      return new Pending(chunk, CompletableFuture.completedFuture(rows), true);
    }
    Future<List<LedgerRow>> rows =
        workers.submit(() -> files.make(first, records.iterator(), maker, folder.earlier(inShard)));
    return new Pending(chunk, rows, false);
  }

  /** Waits until at most so many chunks are under way; false if the run was stopped before. */
  private boolean finishPending(int most)
      throws IOException, InterruptedException, ExecutionException {
    while (pending.size() > most && !stopped) {
      Pending oldest = pending.element();
      report = report.plus(oldest.rows().get(), oldest.found());
      pending.remove();
      listener.onProgress(report);
      if ((oldest.chunk() + 1) % options.chunksPerShard() == 0) {
        finishShard(oldest.chunk() + 1);
      }
    }
    return pending.size() <= most;
  }

  private void finishShard(long endChunk) throws IOException {
    if (endChunk > firstChunk) {
      List<RecordFiles> chunks =
          LongStream.range(firstChunk, endChunk).mapToObj(folder::chunk).toList();
      folder.shard(shard).join(chunks);
      for (RecordFiles chunk : chunks) {
        chunk.delete();
      }
      shard++;
      firstChunk = endChunk;
    }
  }
}
