package org.text2layer.spark;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.text2layer.data.DatasetException;
import org.text2layer.data.build.BuildDescription;
import org.text2layer.data.build.BuildListener;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.spark.output.ClaimedOutput;
import org.text2layer.spark.output.FailedJob;
import org.text2layer.spark.output.OutputFolder;
import org.text2layer.spark.output.PartCommit;
import org.text2layer.spark.output.RecordCounts;

/**
 * One run of a build, in the driver.
 *
 * @param spark that runs it
 * @param input of the records
 * @param recipe opened once in each executor
 * @param output of the shards
 * @param options seed and sizes
 * @param details for the card
 * @param listener hears how far it is
 */
record SparkRun(
    JavaSparkContext spark,
    SparkInput input,
    RecipeFactory recipe,
    OutputFolder output,
    BuildOptions options,
    DatasetDetails details,
    BuildListener listener) {
  /**
   * Builds what is missing, and then tries what failed once more, if that is wanted.
   *
   * @param again whether it is
   */
  BuildReport run(boolean again, Consumer<BuildEstimate> estimating) throws IOException {
    BuildReport report = run(estimating);
    if (!again || !report.complete() || report.failed() == 0) {
      return report;
    }
    requireAsMany(CountedInput.of(input, output, spark).records(), report.total());
    new ReopenedBuild(spark, output, options.recordsPerChunk() * options.chunksPerShard()).reopen();
    return run(estimating);
  }

  private void requireAsMany(long records, OptionalLong rows) throws IOException {
    if (records != rows.orElseThrow()) {
      output.delete(PartCommit.WORK);
      throw new DatasetException(
          "Expected in %s the %s records that the build is of but there are %s: put them back, or build into a new folder."
              .formatted(input, rows.getAsLong(), records));
    }
  }

  private BuildReport run(Consumer<BuildEstimate> estimating) throws IOException {
    String build = UUID.randomUUID().toString();
    String source = input.source(spark.hadoopConfiguration()).description();
    BuildDescription description = BuildDescription.of(source, recipeOfAnExecutor(build), options);
    ClaimedOutput claimed = ClaimedOutput.of(output, description);
    Optional<RecordCounts> complete = claimed.complete();
    if (complete.isPresent()) {
      RecordCounts all = complete.get();
      return all.asFound().report(all.records(), true);
    }
    CountedInput counted = CountedInput.of(input, output, spark);
    listener.onStarted(OptionalLong.of(counted.records()));
    SparkStages stages = new SparkStages(this, build, claimed, counted);
    BuildReport report;
    try {
      report = stages.run(estimating);
    } catch (InterruptedException stopped) {
      report = stages.report(false);
    }
    listener.onFinished(report);
    return report;
  }

  /** The driver itself opens no recipe: it may have neither its files nor the memory. */
  private String recipeOfAnExecutor(String build) {
    RecipeFactory factory = recipe;
    long seed = options.seed();
    spark.setJobDescription("open the recipe");
    try {
      return spark
          .parallelize(List.of(build), 1)
          .map(
              id -> {
                try (ExecutorRecipe own = ExecutorRecipe.take(id, factory, seed)) {
                  return own.recipe().description();
                }
              })
          .first();
    } catch (Exception error) { // Scala declares none that it throws
      throw FailedJob.sentence(error);
    }
  }
}
