package org.text2layer.spark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.text2layer.data.DatasetException;
import org.text2layer.data.build.BuildDescription;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.build.RecordFiles;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.spark.input.InputPaths;
import org.text2layer.spark.output.ClaimedOutput;
import org.text2layer.spark.output.EarlierShard;
import org.text2layer.spark.output.LocalWork;
import org.text2layer.spark.output.OutputFolder;
import org.text2layer.spark.output.RecordCounts;
import org.text2layer.spark.output.ShardCommit;
import org.text2layer.spark.output.ShardRows;
import org.text2layer.synth.Refilter;

/**
 * Another data set from a finished build, with other thresholds of its quality filters: {@link
 * Refilter} shard by shard on all executors, byte for byte. {@link
 * org.text2layer.spark.measure.SparkLedger#changed} tells who came in and who went out. Immutable.
 */
public final class SparkRefilter {
  private final String finished;
  private final LinkedHashMap<String, Double> thresholds;
  private final DatasetDetails details;

  private SparkRefilter(
      String finished, LinkedHashMap<String, Double> thresholds, DatasetDetails details) {
    this.finished = finished;
    this.thresholds = thresholds;
    this.details = details;
  }

  /**
   * Of a finished build, which stays as it is; its thresholds, so far.
   *
   * @param finished address of its folder
   */
  public static SparkRefilter of(String finished) {
    return new SparkRefilter(finished, new LinkedHashMap<>(), DatasetDetails.notStated());
  }

  /** With another threshold of a filter, from which score on a sample is kept. */
  public SparkRefilter withThreshold(String filter, double threshold) {
    LinkedHashMap<String, Double> more = new LinkedHashMap<>(thresholds);
    more.put(filter, threshold);
    return new SparkRefilter(finished, more, details);
  }

  /** With a title, licence and origin for the card of the new set. */
  public SparkRefilter withDetails(DatasetDetails newDetails) {
    return new SparkRefilter(finished, thresholds, newDetails);
  }

  /**
   * Writes what is not written yet.
   *
   * @param spark that runs it, and stays open
   * @param folder address of a folder that is new, empty, or of the same thresholds
   * @throws IllegalArgumentException if the build's recipe has no filter of a name
   * @throws DatasetException if there is no finished build, or the folder belongs to another, or a
   *     worker failed for good
   */
  public BuildReport into(JavaSparkContext spark, String folder) {
    try {
      Configuration configuration = spark.hadoopConfiguration();
      OutputFolder build = new OutputFolder(finished, configuration);
      if (!build.exists(Ledger.FILE)) {
        throw new DatasetException(
            "Expected a finished build in %s but it has no %s: run the build to its end."
                .formatted(finished, Ledger.FILE));
      }
      BuildDescription earlier = BuildDescription.read(InputPaths.of(finished, configuration));
      String recipe =
          refilter(finished, thresholds, configuration).judge(earlier.recipe()).description();
      OutputFolder output = new OutputFolder(folder, configuration);
      ClaimedOutput claimed = ClaimedOutput.of(output, earlier.withRecipe(recipe));
      Optional<RecordCounts> complete = claimed.complete();
      RecordCounts counts =
          complete.isPresent() ? complete.get().asFound() : written(spark, build, earlier, claimed);
      return counts.report(counts.records(), true);
    } catch (IOException error) {
      throw new DatasetException(
          "Expected to judge the build in %s again into %s but it failed (%s): check both folders, then run it again."
              .formatted(finished, folder, error.getMessage()),
          error);
    }
  }

  private RecordCounts written(
      JavaSparkContext spark, OutputFolder build, BuildDescription earlier, ClaimedOutput claimed)
      throws IOException {
    spark.setJobDescription("judge %s again".formatted(build.path("")));
    OutputFolder output = claimed.output();
    String address = finished;
    LinkedHashMap<String, Double> chosen = thresholds;
    String recipe = earlier.recipe();
    long shards =
        ShardRows.forEach(
            spark,
            build,
            earlier.recordsPerShard(),
            rows -> {
              Refilter refilter = refilter(address, chosen, output.configuration());
              judge(rows, build, output, refilter, recipe);
            });
    return claimed.finish(shards, details);
  }

  private static Refilter refilter(
      String finished, Map<String, Double> thresholds, Configuration configuration) {
    Refilter refilter = Refilter.of(InputPaths.of(finished, configuration));
    for (Map.Entry<String, Double> other : thresholds.entrySet()) {
      refilter = refilter.withThreshold(other.getKey(), other.getValue());
    }
    return refilter;
  }

  private static void judge(
      ShardRows earlier, OutputFolder build, OutputFolder output, Refilter refilter, String recipe)
      throws IOException {
    long shard = earlier.shard();
    if (ShardCommit.find(output, shard).isPresent()) {
      return;
    }
    LocalWork.of(
        "shard " + shard,
        folder -> {
          RecordFiles made = new EarlierShard(build, shard).archives(folder);
          RecordFiles now = ShardCommit.local(output, shard, folder);
          List<LedgerRow> rows = now.judge(earlier.rows(), made, refilter.judge(recipe));
          ShardCommit.write(output, shard, now, rows, RecordCounts.of(rows, 0, 0));
          return rows.size();
        });
  }
}
