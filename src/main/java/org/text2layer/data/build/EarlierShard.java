package org.text2layer.data.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.data.DatasetException;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.EncodedSample;
import org.text2layer.data.shards.EncodedSamples;

/**
 * A shard as it was before its failed records are tried again; empty in a build that is made for
 * the first time. For one thread.
 */
final class EarlierShard implements AutoCloseable {
  private final Map<Long, LedgerRow> rows = new HashMap<>();
  private final Optional<Cursor> kept;
  private final Optional<Cursor> dropped;

  /** Samples in the order of their ids. */
  private static final class Cursor {
    private final EncodedSamples samples;
    private Optional<EncodedSample> ahead;

    Cursor(EncodedSamples samples) throws IOException {
      this.samples = samples;
      this.ahead = samples.next();
    }

    Optional<EncodedSample> find(String id) throws IOException {
      while (ahead.isPresent() && ahead.get().id().compareTo(id) < 0) {
        ahead = samples.next();
      }
      return ahead.filter(sample -> sample.id().equals(id));
    }
  }

  /** Of these rows; none, as of a build that is made for the first time, need no files. */
  EarlierShard(List<LedgerRow> rows, Path kept, Path dropped) throws IOException {
    rows.forEach(row -> this.rows.put(row.record(), row));
    this.kept = rows.isEmpty() ? Optional.empty() : open(kept);
    this.dropped = rows.isEmpty() ? Optional.empty() : open(dropped);
  }

  static EarlierShard of(Optional<RecordFiles> files) throws IOException {
    return files.isPresent()
        ? new EarlierShard(files.get().readRows(), files.get().kept(), files.get().dropped())
        : new EarlierShard(List.of(), Path.of(""), Path.of(""));
  }

  private static Optional<Cursor> open(Path shard) throws IOException {
    return Files.exists(shard)
        ? Optional.of(new Cursor(EncodedSamples.open(shard)))
        : Optional.empty();
  }

  /**
   * What became of a record, unless it failed.
   *
   * @throws DatasetException if it was another record then
   */
  Optional<LedgerRow> row(long number, InputRecord record) {
    Optional<LedgerRow> row = Optional.ofNullable(rows.get(number));
    if (row.isPresent() && !row.get().source().equals(record.source())) {
      throw new DatasetException(
          "Expected the same source as before but record %s was %s and is %s: put it back as it was, or build into a new folder."
              .formatted(number, row.get().source(), record.source()));
    }
    return row.filter(earlier -> earlier.verdict() != Verdict.FAILED);
  }

  /** The sample of a row, if one was stored; records must be asked for in their order. */
  Optional<EncodedSample> sample(LedgerRow row) throws IOException {
    Optional<Cursor> cursor = row.verdict() == Verdict.KEPT ? kept : dropped;
    Optional<EncodedSample> sample = Optional.empty();
    if (cursor.isPresent()) {
      sample = cursor.get().find(row.sampleId());
    }
    if (row.verdict() == Verdict.KEPT && sample.isEmpty()) {
      throw new IOException("the shard lacks sample " + row.sampleId() + " of its ledger");
    }
    return sample;
  }

  @Override
  public void close() throws IOException {
    if (kept.isPresent()) {
      kept.get().samples.close();
    }
    if (dropped.isPresent()) {
      dropped.get().samples.close();
    }
  }
}
