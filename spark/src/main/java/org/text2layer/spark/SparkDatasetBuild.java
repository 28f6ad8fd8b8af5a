package org.text2layer.spark;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.text2layer.data.DatasetException;
import org.text2layer.data.build.BuildListener;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.spark.output.OutputFolder;

/**
 * Builds a layered data set on many machines. Shards, ledger and card are those of {@link
 * org.text2layer.data.build.DatasetBuild} on the same input, recipe, seed and sizes, byte for byte,
 * where all executors have processors of one type; where they have not, the records are the same
 * and their pictures differ in the last bits, and the card says so.
 *
 * <p>A task may be run any number of times, on several workers at once: what it makes counts once
 * it is committed by a manifest. A build that was stopped or killed goes on where it is run again,
 * with any number of executors. Immutable; one run at a time may write into a folder.
 */
public final class SparkDatasetBuild {
  private final SparkInput input;
  private final RecipeFactory recipe;
  private final String output;
  private final BuildOptions options;
  private final DatasetDetails details;
  private final BuildListener listener;
  private final Consumer<BuildEstimate> estimating;

  private SparkDatasetBuild(
      SparkInput input,
      RecipeFactory recipe,
      String output,
      BuildOptions options,
      DatasetDetails details,
      BuildListener listener,
      Consumer<BuildEstimate> estimating) {
    this.input = Objects.requireNonNull(input, "input");
    this.recipe = Objects.requireNonNull(recipe, "recipe");
    this.output = Objects.requireNonNull(output, "output");
    this.options = Objects.requireNonNull(options, "options");
    this.details = Objects.requireNonNull(details, "details");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.estimating = Objects.requireNonNull(estimating, "estimating");
  }

  /**
   * A build with standard options.
   *
   * @param input that every executor reaches
   * @param recipe opened once in each executor
   * @param output a folder in one of Hadoop's file systems, which every executor reaches: new,
   *     empty, or of this build
   */
  public static SparkDatasetBuild of(SparkInput input, RecipeFactory recipe, String output) {
    return new SparkDatasetBuild(
        input,
        recipe,
        output,
        BuildOptions.standard(),
        DatasetDetails.notStated(),
        report -> {},
        estimate -> {});
  }

  /** The same with another seed and sizes; the workers are Spark's. */
  public SparkDatasetBuild withOptions(BuildOptions newOptions) {
    return new SparkDatasetBuild(input, recipe, output, newOptions, details, listener, estimating);
  }

  /** The same with a title, licence and origin for its card. */
  public SparkDatasetBuild withDetails(DatasetDetails newDetails) {
    return new SparkDatasetBuild(input, recipe, output, options, newDetails, listener, estimating);
  }

  /** The same with somebody who hears how far it is, in the thread that runs it. */
  public SparkDatasetBuild withListener(BuildListener newListener) {
    return new SparkDatasetBuild(input, recipe, output, options, details, newListener, estimating);
  }

  /**
   * The same with somebody who hears what it will take, once each core has made its first records;
   * if that throws, the build stops there.
   */
  public SparkDatasetBuild withEstimate(Consumer<BuildEstimate> newEstimating) {
    return new SparkDatasetBuild(input, recipe, output, options, details, listener, newEstimating);
  }

  /**
   * Builds what is not built yet. An interrupt of the thread ends the run and leaves what the
   * executors had under way; the flag is cleared then, and the report is not complete.
   *
   * @param spark that runs it, and stays open
   * @throws DatasetException if the input as a whole cannot be read, the output belongs to another
   *     build, or a worker failed for good: the message names it
   */
  public BuildReport run(JavaSparkContext spark) {
    return run(spark, false);
  }

  /**
   * Tries the failed records of a complete build again, and those only, as {@link
   * org.text2layer.data.build.DatasetBuild#retryFailed}; a build that is not complete is run to its
   * end first.
   *
   * @throws DatasetException as {@link #run}, or if the input has other records than before
   */
  public BuildReport retryFailed(JavaSparkContext spark) {
    return run(spark, true);
  }

  private BuildReport run(JavaSparkContext spark, boolean again) {
    try {
      OutputFolder folder = new OutputFolder(output, spark.hadoopConfiguration());
      SparkRun run = new SparkRun(spark, input, recipe, folder, options, details, listener);
      return run.run(again, estimating);
    } catch (IOException error) {
      throw new DatasetException(
          "Expected to build a data set in %s but it failed (%s): check the address and the space there, then run it again."
              .formatted(output, error),
          error);
    } finally {
      ExecutorRecipe.closeUnused();
    }
  }
}
