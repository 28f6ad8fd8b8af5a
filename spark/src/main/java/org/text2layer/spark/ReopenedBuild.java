package org.text2layer.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.spark.output.EarlierShard;
import org.text2layer.spark.output.OutputFolder;

/**
 * Makes a complete build an unfinished one, of which only the failed records are missing. The
 * ledger goes last: until then the build is complete.
 *
 * @param spark that looks at the shards
 * @param output of the build
 * @param recordsPerShard of the build
 */
record ReopenedBuild(JavaSparkContext spark, OutputFolder output, int recordsPerShard) {
  /** So many shards' rows are sent to the executors at once. */
  private static final int TOGETHER = 256;

  /**
   * The rows of a shard.
   *
   * @param shard its number
   * @param lines of the ledger
   */
  private record Rows(long shard, List<String> lines) implements Serializable {}

  void reopen() throws IOException {
    spark.setJobDescription("look for failed records in " + output.path(""));
    try (BufferedReader ledger =
        new BufferedReader(
            new InputStreamReader(output.open(Ledger.FILE), StandardCharsets.UTF_8))) {
      List<Rows> waiting = new ArrayList<>();
      long shard = 0;
      Rows next = read(ledger, shard);
      while (!next.lines().isEmpty()) {
        waiting.add(next);
        if (waiting.size() == TOGETHER) {
          look(waiting);
          waiting.clear();
        }
        shard++;
        next = read(ledger, shard);
      }
      look(waiting);
    }
    output.delete(Ledger.FILE);
  }

  private Rows read(BufferedReader ledger, long shard) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = "";
    while (lines.size() < recordsPerShard && line != null) {
      line = ledger.readLine();
      if (line != null) {
        lines.add(line);
      }
    }
    return new Rows(shard, lines);
  }

  private void look(List<Rows> shards) {
    if (shards.isEmpty()) {
      return;
    }
    OutputFolder folder = output;
    try {
      spark
          .parallelize(List.copyOf(shards), shards.size())
          .foreach(
              shard -> {
                List<LedgerRow> rows = new ArrayList<>();
                for (String line : shard.lines()) {
                  rows.add(LedgerRow.parse(line));
                }
                EarlierShard earlier = new EarlierShard(folder, shard.shard());
                if (rows.stream().anyMatch(row -> row.verdict() == Verdict.FAILED)) {
                  earlier.reopen(rows);
                } else {
                  earlier.keep(rows);
                }
              });
    } catch (Exception error) { // Scala declares none that it throws
      throw JobWait.sentence(error);
    }
  }
}
