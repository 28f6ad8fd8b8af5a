package org.text2layer.spark.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.text2layer.data.build.RecordFiles;
import org.text2layer.data.card.Shard;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.shards.ShardWriter;

/**
 * A shard of a complete build, of which the failed records are to be made again.
 *
 * @param output that it is in
 * @param shard its number
 */
public record EarlierShard(OutputFolder output, long shard) {
  private String rows() {
    return "%s/earlier-%s.jsonl".formatted(PartCommit.WORK, shard);
  }

  /** In the output. */
  public String kept() {
    return ShardWriter.name(shard);
  }

  /** Likewise. */
  public String dropped() {
    return "dropped/" + ShardWriter.name(shard);
  }

  /** Its records are made again, but for those that did not fail. */
  public void reopen(List<LedgerRow> ledger) throws IOException {
    output.writeText(rows(), Ledger.text(ledger));
  }

  /** It stays as it is: with the rows that are committed with it. */
  public void keep(List<LedgerRow> ledger) throws IOException {
    Optional<Shard> file =
        LocalWork.of("shard " + shard, folder -> Shard.of(downloaded(kept(), folder), ledger));
    output.writeText(ShardCommit.rows(shard), Ledger.text(ledger));
    ShardCommit.of(file, RecordCounts.of(ledger, 0, 0)).write(output, shard);
  }

  private Path downloaded(String name, Path folder) throws IOException {
    Path local = folder.resolve(Path.of(name).getFileName().toString());
    output.downloadIfThere(name, local);
    return local;
  }

  /** Its files in a local folder, if it was reopened. */
  public Optional<RecordFiles> download(Path folder) throws IOException {
    if (!output.exists(rows())) {
      return Optional.empty();
    }
    RecordFiles local = archives(folder);
    output.download(rows(), local.rows());
    return Optional.of(local);
  }

  /** Its archives in a local folder, without rows. */
  public RecordFiles archives(Path folder) throws IOException {
    RecordFiles local = RecordFiles.in(folder, "earlier");
    output.downloadIfThere(kept(), local.kept());
    output.downloadIfThere(dropped(), local.dropped());
    return local;
  }
}
