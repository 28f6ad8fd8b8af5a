package org.text2layer.data.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.EncodedSample;
import org.text2layer.data.shards.ShardFile;
import org.text2layer.folder.WholeFile;

/** Records while they are written as files. For one thread. */
final class RecordWriter implements AutoCloseable {
  private final RecordFiles files;
  private final Map<Verdict, ShardFile> begun = new EnumMap<>(Verdict.class);
  private final List<LedgerRow> rows = new ArrayList<>();

  RecordWriter(RecordFiles files) {
    this.files = files;
  }

  void add(LedgerRow row, Optional<EncodedSample> sample) throws IOException {
    rows.add(row);
    if (sample.isPresent()) {
      add(row.verdict(), sample.get());
    }
  }

  void add(Collection<LedgerRow> more) {
    rows.addAll(more);
  }

  void add(Verdict verdict, EncodedSample sample) throws IOException {
    if (!begun.containsKey(verdict)) {
      begun.put(verdict, ShardFile.begin(files.samples(verdict)));
    }
    begun.get(verdict).add(sample);
  }

  /**
   * Gives all their names, the rows last; what an earlier run left under the name of an empty
   * archive goes.
   */
  List<LedgerRow> commit() throws IOException {
    for (Verdict verdict : RecordFiles.STORED) {
      Path target = files.samples(verdict);
      if (begun.containsKey(verdict)) {
        begun.get(verdict).commit();
      } else {
        Files.deleteIfExists(target);
      }
    }
    WholeFile.replace(files.rows(), Ledger.text(rows));
    return rows;
  }

  @Override
  public void close() {
    begun.values().forEach(ShardFile::close);
  }
}
