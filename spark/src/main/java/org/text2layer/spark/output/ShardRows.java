package org.text2layer.spark.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;

/**
 * The rows of a shard of a complete build.
 *
 * @param shard its number
 * @param lines of the ledger
 */
public record ShardRows(long shard, List<String> lines) implements Serializable {
  /** So many shards' rows are sent to the executors at once. */
  private static final int TOGETHER = 256;

  /**
   * Has executors work on all shards of a build, whose ledger the driver reads as they go on.
   *
   * @return how many there are
   * @throws org.text2layer.data.DatasetException what a task says that fails for good
   */
  public static long forEach(
      JavaSparkContext spark, OutputFolder build, int recordsPerShard, VoidFunction<ShardRows> work)
      throws IOException {
    long shard = 0;
    try (BufferedReader ledger =
        new BufferedReader(
            new InputStreamReader(build.open(Ledger.FILE), StandardCharsets.UTF_8))) {
      List<ShardRows> waiting = new ArrayList<>();
      ShardRows next = read(ledger, shard, recordsPerShard);
      while (!next.lines().isEmpty()) {
        waiting.add(next);
        if (waiting.size() == TOGETHER) {
          run(spark, waiting, work);
          waiting.clear();
        }
        shard++;
        next = read(ledger, shard, recordsPerShard);
      }
      run(spark, waiting, work);
    }
    return shard;
  }

  private static ShardRows read(BufferedReader ledger, long shard, int records) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = "";
    while (lines.size() < records && line != null) {
      line = ledger.readLine();
      if (line != null) {
        lines.add(line);
      }
    }
    return new ShardRows(shard, lines);
  }

  private static void run(
      JavaSparkContext spark, List<ShardRows> shards, VoidFunction<ShardRows> work) {
    if (!shards.isEmpty()) {
      try {
        spark.parallelize(List.copyOf(shards), shards.size()).foreach(work);
      } catch (Exception error) { // Scala declares none that it throws
        throw FailedJob.sentence(error);
      }
    }
  }

  /** Taken apart. */
  public List<LedgerRow> rows() throws IOException {
    List<LedgerRow> rows = new ArrayList<>();
    for (String line : lines) {
      rows.add(LedgerRow.parse(line));
    }
    return rows;
  }
}
