package org.text2layer.spark;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.spark.output.EarlierShard;
import org.text2layer.spark.output.OutputFolder;
import org.text2layer.spark.output.ShardRows;

/**
 * Makes a complete build an unfinished one, of which only the failed records are missing. The
 * ledger goes last: until then the build is complete.
 *
 * @param spark that looks at the shards
 * @param output of the build
 * @param recordsPerShard of the build
 */
record ReopenedBuild(JavaSparkContext spark, OutputFolder output, int recordsPerShard) {
  void reopen() throws IOException {
    spark.setJobDescription("look for failed records in " + output.path(""));
    OutputFolder folder = output;
    ShardRows.forEach(
        spark,
        output,
        recordsPerShard,
        shard -> {
          List<LedgerRow> rows = shard.rows();
          EarlierShard earlier = new EarlierShard(folder, shard.shard());
          if (rows.stream().anyMatch(row -> row.verdict() == Verdict.FAILED)) {
            earlier.reopen(rows);
          } else {
            earlier.keep(rows);
          }
        });
    output.delete(Ledger.FILE);
  }
}
