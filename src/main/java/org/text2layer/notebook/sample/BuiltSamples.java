package org.text2layer.notebook.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.text2layer.data.DatasetException;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.EncodedSample;
import org.text2layer.data.shards.EncodedSamples;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.data.shards.StoredSample;

/**
 * The stored samples of a build. Only those asked for are decoded, which is what takes the time.
 *
 * @param folder that of the build
 */
record BuiltSamples(Path folder) {
  /** Where a build stores what its filters refused. */
  private static final String DROPPED = "dropped";

  /**
   * The samples of some records, by record; those that were not stored are missing.
   *
   * @throws DatasetException if a shard is damaged
   */
  Map<Long, StoredSample> of(Collection<LedgerRow> rows) {
    Map<Long, StoredSample> found = new HashMap<>();
    find(rows, Verdict.KEPT, folder, found);
    find(rows, Verdict.DROPPED, folder.resolve(DROPPED), found);
    return found;
  }

  private static void find(
      Collection<LedgerRow> rows, Verdict verdict, Path shards, Map<Long, StoredSample> found) {
    Map<String, Long> wanted = new HashMap<>();
    rows.stream()
        .filter(row -> row.verdict() == verdict)
        .forEach(row -> wanted.put(row.sampleId(), row.record()));
    List<Path> files =
        wanted.isEmpty() || !Files.isDirectory(shards) ? List.of() : LayeredShards.list(shards);
    Set<String> left = new HashSet<>(wanted.keySet());
    for (Path file : files) {
      try (EncodedSamples samples = EncodedSamples.open(file)) {
        Optional<EncodedSample> sample = samples.next();
        while (sample.isPresent() && !left.isEmpty()) {
          if (left.remove(sample.get().id())) {
            found.put(wanted.get(sample.get().id()), sample.get().decode());
          }
          sample = samples.next();
        }
      } catch (IOException error) {
        throw new DatasetException(
            "Expected samples of a build in %s but it cannot be read (%s): build it again."
                .formatted(file, error.getMessage()),
            error);
      }
    }
  }
}
