package org.text2layer.data.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.EncodedSample;
import org.text2layer.data.shards.EncodedSamples;

/**
 * Joins finished chunks to a shard.
 *
 * @param shard its number
 * @param firstChunk number of its first chunk
 * @param endChunk number after its last one
 */
record ShardAssembly(long shard, long firstChunk, long endChunk) {
  private static final Verdict[] STORED = {Verdict.KEPT, Verdict.DROPPED};

  void run(BuildFolder folder) throws IOException {
    try (SampleFiles files =
        new SampleFiles(folder.shard(Verdict.KEPT, shard), folder.shard(Verdict.DROPPED, shard))) {
      for (Verdict verdict : STORED) {
        for (long chunk = firstChunk; chunk < endChunk; chunk++) {
          Path samples = folder.chunk(verdict, chunk);
          if (Files.exists(samples)) {
            copy(samples, verdict, files);
          }
        }
      }
      files.commit();
    }
    List<LedgerRow> rows = new ArrayList<>();
    for (long chunk = firstChunk; chunk < endChunk; chunk++) {
      rows.addAll(Ledger.rows(folder.chunkRows(chunk)));
    }
    folder.writeRows(folder.shardRows(shard), rows);
    deleteChunks(folder);
  }

  private static void copy(Path chunk, Verdict verdict, SampleFiles files) throws IOException {
    try (EncodedSamples samples = EncodedSamples.open(chunk)) {
      Optional<EncodedSample> sample = samples.next();
      while (sample.isPresent()) {
        files.add(verdict, sample.get());
        sample = samples.next();
      }
    }
  }

  private void deleteChunks(BuildFolder folder) throws IOException {
    for (long chunk = firstChunk; chunk < endChunk; chunk++) {
      for (Verdict verdict : STORED) {
        Files.deleteIfExists(folder.chunk(verdict, chunk));
      }
      Files.deleteIfExists(folder.chunkRows(chunk));
    }
  }
}
