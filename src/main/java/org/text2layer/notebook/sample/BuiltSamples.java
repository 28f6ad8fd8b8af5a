package org.text2layer.notebook.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.text2layer.data.DatasetException;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.EncodedSamples;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.data.shards.StoredSample;

/**
 * A finished build's ledger, and its stored samples. Of a million samples only those asked for are
 * read: the shard that has one is found by the shards' first names.
 *
 * @param folder that of the build
 * @param ledger what became of its records
 */
public record BuiltSamples(Path folder, Ledger ledger) {
  /** Where a build stores what its filters refused. */
  private static final String DROPPED = "dropped";

  /**
   * The samples of some records, by record; those that were not stored are missing.
   *
   * @throws DatasetException if a shard is damaged
   */
  public Map<Long, StoredSample> of(Collection<LedgerRow> rows) {
    Map<Long, StoredSample> found = new HashMap<>();
    find(rows, Verdict.KEPT, folder, found);
    find(rows, Verdict.DROPPED, folder.resolve(DROPPED), found);
    return found;
  }

  /** The stored samples of the records at some places of the ledger, in their order. */
  public List<StoredSample> at(IntStream places) {
    List<LedgerRow> rows = places.mapToObj(ledger.rows()::get).toList();
    Map<Long, StoredSample> found = of(rows);
    return rows.stream()
        .map(row -> Optional.ofNullable(found.get(row.record())))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The rows at some places of the ledger; where there are more than wanted, evenly chosen. */
  public List<LedgerRow> evenly(int[] places, int most) {
    int number = Math.min(most, places.length);
    return IntStream.range(0, number)
        .mapToObj(i -> ledger.rows().get(places[(int) ((long) i * places.length / number)]))
        .toList();
  }

  private static void find(
      Collection<LedgerRow> rows, Verdict verdict, Path shards, Map<Long, StoredSample> found) {
    TreeMap<String, Long> wanted = new TreeMap<>();
    rows.stream()
        .filter(row -> row.verdict() == verdict)
        .forEach(row -> wanted.put(row.sampleId(), row.record()));
    if (wanted.isEmpty() || !Files.isDirectory(shards)) {
      return;
    }
    List<Path> files = LayeredShards.list(shards);
    List<String> firsts = new ArrayList<>();
    files.forEach(file -> firsts.add(first(file)));
    for (int i = 0; i < files.size(); i++) {
      // A shard without samples begins nowhere, and its neighbour goes on.
      String end =
          firsts.subList(i + 1, files.size()).stream()
              .filter(id -> !id.isEmpty())
              .findFirst()
              .orElse("~");
      if (!firsts.get(i).isEmpty() && firsts.get(i).compareTo(end) < 0) {
        read(files.get(i), wanted.subMap(firsts.get(i), end), found);
      }
    }
  }

  /** The name of a shard's first sample; empty if it has none. */
  private static String first(Path file) {
    try (EncodedSamples samples = EncodedSamples.open(file)) {
      return samples.nextId().orElse("");
    } catch (IOException error) {
      throw unreadable(file, error);
    }
  }

  private static void read(Path file, Map<String, Long> wanted, Map<Long, StoredSample> found) {
    TreeSet<String> left = new TreeSet<>(wanted.keySet());
    if (left.isEmpty()) {
      return;
    }
    try (EncodedSamples samples = EncodedSamples.open(file)) {
      Optional<String> id = samples.nextId();
      while (id.isPresent() && !left.isEmpty()) {
        if (left.remove(id.get())) {
          found.put(wanted.get(id.get()), samples.next().orElseThrow().decode());
        } else {
          samples.skip();
        }
        id = samples.nextId();
      }
    } catch (IOException error) {
      throw unreadable(file, error);
    }
  }

  private static DatasetException unreadable(Path file, IOException error) {
    return new DatasetException(
        "Expected samples of a build in %s but it cannot be read (%s): build it again."
            .formatted(file, error.getMessage()),
        error);
  }
}
