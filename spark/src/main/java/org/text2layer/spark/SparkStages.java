package org.text2layer.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.CollectionAccumulator;
import org.text2layer.data.DatasetException;
import org.text2layer.data.build.BuildDescription;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.spark.output.ClaimedOutput;
import org.text2layer.spark.output.CountsAccumulator;
import org.text2layer.spark.output.OutputFolder;
import org.text2layer.spark.output.RecordCounts;
import org.text2layer.spark.output.RecordRanges;

/**
 * The stages of a run: records are made and committed in parts, parts are joined to shards, and the
 * driver writes card and ledger. It holds no more rows than those of a shard.
 */
final class SparkStages {
  /** Tasks a core: a slow one keeps the others waiting for a fraction of the whole. */
  private static final int TASKS_A_CORE = 16;

  private final SparkRun run;
  private final JavaSparkContext spark;
  private final OutputFolder output;
  private final String build;
  private final ClaimedOutput claimed;
  private final BuildDescription description;
  private final RecordRanges ranges;
  private final Broadcast<CountedInput> input;
  private final CollectionAccumulator<String> refusals = new CollectionAccumulator<>();
  private final CountsAccumulator counts = new CountsAccumulator();
  private BuildReport told;

  SparkStages(SparkRun run, String build, ClaimedOutput claimed, CountedInput input) {
    this.run = run;
    this.spark = run.spark();
    this.output = run.output();
    this.build = build;
    this.claimed = claimed;
    this.description = claimed.description();
    this.input = spark.broadcast(input);
    this.ranges =
        RecordRanges.of(
            input.records(), description.recordsPerChunk(), description.chunksPerShard());
    this.told = report(false);
    spark.sc().register(counts, "records");
    spark.sc().register(refusals);
  }

  BuildReport report(boolean complete) {
    return counts.value().report(ranges.records(), complete);
  }

  BuildReport run(Consumer<BuildEstimate> estimating) throws IOException, InterruptedException {
    List<RecordRanges.Range> parts = new ArrayList<>();
    List<Long> shards = LongStream.range(0, ranges.shards()).boxed().toList();
    shards.forEach(shard -> parts.addAll(ranges.ofShard(shard)));
    int first = Math.min(spark.defaultParallelism(), parts.size());
    make("make the first records", parts.subList(0, first));
    estimate(estimating);
    make("make the other records", parts.subList(first, parts.size()));
    run("join the shards", shards, new ShardTask(ranges, output));
    claimed.finish(ranges.shards(), details());
    return report(true);
  }

  private void make(String what, List<RecordRanges.Range> parts) throws InterruptedException {
    PartTask task =
        new PartTask(
            build,
            run.recipe(),
            description.recipe(),
            description.seed(),
            ranges,
            input,
            output,
            counts,
            refusals);
    run(what, parts, task);
  }

  private <T> void run(String what, List<T> items, VoidFunction<Iterator<T>> task)
      throws InterruptedException {
    spark.setJobDescription(what + " of " + output.path(""));
    int tasks = Math.min(items.size(), TASKS_A_CORE * spark.defaultParallelism());
    if (tasks > 0) {
      new JobWait(spark.parallelize(items, tasks).foreachPartitionAsync(task), this::look)
          .untilDone();
    }
  }

  private void look() {
    if (!refusals.value().isEmpty()) {
      throw new DatasetException(refusals.value().get(0));
    }
    BuildReport report = report(false);
    if (!report.equals(told)) {
      told = report;
      run.listener().onProgress(report);
    }
  }

  /** Those that there are: Spark's own default is 2 where a cluster has one. */
  private int cores() {
    int[] cores = new int[1];
    spark.sc().statusStore().executorList(true).foreach(each -> cores[0] += each.totalCores());
    return Math.max(1, cores[0]);
  }

  private void estimate(Consumer<BuildEstimate> estimating) {
    RecordCounts measured = counts.value();
    double made = measured.records() - measured.found();
    if (made > 0) {
      estimating.accept(
          new BuildEstimate(
              ranges.records(),
              measured.nanoseconds() / 1e9 / made,
              measured.bytes() / made,
              cores()));
    }
  }

  private DatasetDetails details() {
    DatasetDetails details = run.details();
    return counts.value().processors().size() <= 1
        ? details
        : details.withOrigin(
            (details.origin()
                    + " Made on processors of several types, so that pictures may differ in the last bits from those of one machine: "
                    + String.join(", ", counts.value().processors())
                    + ".")
                .strip());
  }
}
