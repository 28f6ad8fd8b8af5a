package org.text2layer.spark.output;

import java.io.IOException;
import java.util.Optional;
import org.text2layer.data.card.Shard;

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

  public void write(OutputFolder output, long shard) throws IOException {
    output.writeValue(manifest(shard), this);
  }

  public Optional<Shard> file() {
    return kept.equals(NO_FILE) ? Optional.empty() : Optional.of(kept);
  }
}
