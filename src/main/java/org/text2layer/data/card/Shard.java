package org.text2layer.data.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.nn.weights.Checksum;

/**
 * A file of kept samples.
 *
 * @param name in the data set's folder
 * @param samples how many it has
 * @param bytes its size
 * @param checksum SHA-256, in hexadecimal
 */
public record Shard(String name, long samples, long bytes, String checksum) {
  /**
   * A file with the kept ones of these rows; none if it is not there, since none was kept.
   *
   * @throws IOException if it cannot be read
   */
  public static Optional<Shard> of(Path file, List<LedgerRow> rows) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    long kept = rows.stream().filter(row -> row.verdict() == Verdict.KEPT).count();
    String name = file.getFileName().toString();
    return Optional.of(new Shard(name, kept, Files.size(file), Checksum.of(file)));
  }
}
