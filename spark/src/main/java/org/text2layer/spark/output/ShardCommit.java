package org.text2layer.spark.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.text2layer.data.build.RecordFiles;
import org.text2layer.data.card.Shard;
import org.text2layer.data.ledger.LedgerRow;

/**
 * What says that a shard is there whole: its archives under their names, its rows in the work
 * folder until the ledger is written.
 *
 * @param kept the archive of kept samples for the card; empty names and zeros if there is none
 * @param counts of its records
 */
public record ShardCommit(Shard kept, RecordCounts counts) {
  private static final Shard NO_FILE = new Shard("", 0, 0, "");

  public static ShardCommit of(Optional<Shard> kept, RecordCounts counts) {
    return new ShardCommit(kept.orElse(NO_FILE), counts);
  }

  private static String manifest(long shard) {
    return "%s/shard-%s.json".formatted(PartCommit.WORK, shard);
  }

  public static String rows(long shard) {
    return "%s/shard-%s.jsonl".formatted(PartCommit.WORK, shard);
  }

  public static Optional<ShardCommit> find(OutputFolder output, long shard) throws IOException {
    return output.value(manifest(shard), ShardCommit.class);
  }

  /**
   * Brings a shard's files to the output, and says that they are there.
   *
   * @param made locally, under the names that {@link #local} gives
   * @param rows that they have
   */
  public static void write(
      OutputFolder output, long shard, RecordFiles made, List<LedgerRow> rows, RecordCounts counts)
      throws IOException {
    EarlierShard names = new EarlierShard(output, shard);
    replace(output, made.kept(), names.kept());
    replace(output, made.dropped(), names.dropped());
    output.upload(made.rows(), rows(shard));
    of(Shard.of(made.kept(), rows), counts).write(output, shard);
  }

  /** Where a worker makes a shard. */
  public static RecordFiles local(OutputFolder output, long shard, Path folder) {
    EarlierShard names = new EarlierShard(output, shard);
    return new RecordFiles(
        folder.resolve(names.kept()),
        folder.resolve(names.dropped()),
        folder.resolve("rows.jsonl"));
  }

  /** What an earlier build left under the name of an empty archive goes. */
  private static void replace(OutputFolder output, Path local, String name) throws IOException {
    if (Files.exists(local)) {
      output.upload(local, name);
    } else {
      output.delete(name);
    }
  }

  public void write(OutputFolder output, long shard) throws IOException {
    output.writeValue(manifest(shard), this);
  }

  public Optional<Shard> file() {
    return kept.equals(NO_FILE) ? Optional.empty() : Optional.of(kept);
  }
}
