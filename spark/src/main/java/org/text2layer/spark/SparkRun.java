package org.text2layer.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
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
    new ReopenedBuild(spark, output, options.recordsPerChunk() * options.chunksPerShard()).reopen();
    return run(estimating);
  }

  private BuildReport run(Consumer<BuildEstimate> estimating) throws IOException {
    String build = UUID.randomUUID().toString();
    String source = input.source(spark.hadoopConfiguration()).description();
    BuildDescription description = BuildDescription.of(source, recipeOfAnExecutor(build), options);
    claim(description);
    if (output.exists(Ledger.FILE)) {
      output.delete(PartCommit.WORK);
      return complete();
    }
    CountedInput counted = CountedInput.of(input, output, spark);
    listener.onStarted(OptionalLong.of(counted.records()));
    SparkStages stages = new SparkStages(this, build, description, counted);
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
      throw JobWait.sentence(error);
    }
  }

  private void claim(BuildDescription description) throws IOException {
    Optional<String> text = output.text(BuildDescription.FILE);
    if (text.isEmpty()) {
      if (!output.isEmpty()) {
        throw new DatasetException(
            "Expected a new or empty folder, or one with a %s, but %s has other files: choose another."
                .formatted(BuildDescription.FILE, output.path("")));
      }
      output.writeText(BuildDescription.FILE, description.text());
      return;
    }
    Optional<String> difference = description.difference(text.get());
    if (difference.isPresent()) {
      throw new DatasetException(
          "Expected in %s what is to be made now but %s: choose another folder, or go on as it began."
              .formatted(output.path(BuildDescription.FILE), difference.get()));
    }
  }

  private BuildReport complete() throws IOException {
    RecordCounts all = RecordCounts.none();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(output.open(Ledger.FILE), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all = all.plus(RecordCounts.of(List.of(LedgerRow.parse(line)), 0, 0));
      }
    }
    return all.asFound().report(all.records(), true);
  }
}
