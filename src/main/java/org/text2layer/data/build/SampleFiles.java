package org.text2layer.data.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.EncodedSample;
import org.text2layer.data.shards.ShardFile;

/**
 * Two archives, of kept and of dropped samples, while they are written; there is none without
 * samples. For one thread.
 */
final class SampleFiles implements AutoCloseable {
  private final Map<Verdict, Path> targets;
  private final Map<Verdict, ShardFile> begun = new EnumMap<>(Verdict.class);

  SampleFiles(Path kept, Path dropped) {
    targets = Map.of(Verdict.KEPT, kept, Verdict.DROPPED, dropped);
  }

  void add(Verdict verdict, EncodedSample sample) throws IOException {
    if (!begun.containsKey(verdict)) {
      begun.put(verdict, ShardFile.begin(targets.get(verdict)));
    }
    begun.get(verdict).add(sample);
  }

  /** Gives both their names; what an earlier run left under the name of an empty one goes. */
  void commit() throws IOException {
    for (Map.Entry<Verdict, Path> target : targets.entrySet()) {
      if (begun.containsKey(target.getKey())) {
        begun.get(target.getKey()).commit();
      } else {
        Files.deleteIfExists(target.getValue());
      }
    }
  }

  @Override
  public void close() {
    begun.values().forEach(ShardFile::close);
  }
}
