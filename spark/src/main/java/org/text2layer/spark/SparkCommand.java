package org.text2layer.spark;

import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.text2layer.data.DatasetException;
import org.text2layer.data.build.BuildListener;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.synth.LayerRecipe;

/** The command that spark-submit runs: {@code build --input ... --output ... --recipe standard}. */
public final class SparkCommand {
  private static final String STANDARD = "standard";
  private static final String GENERATED = "generated";
  private static final String USAGE =
      """
      build --input ADDRESS --output ADDRESS [--recipe standard|generated|CLASS] [--seed 0]
            [--chunk 32] [--chunks-a-shard 32] [--title TEXT] [--licence TEXT] [--origin TEXT] [--estimate only] [--retry failed]
        ADDRESS  file:, hdfs:, s3a: ...; a .csv, .tsv, .jsonl, .parquet or tar, or a folder of Parquet files,
                 tars or pictures
        generated  pictures made of captions alone, in a .csv, .tsv or .jsonl
        CLASS    a RecipeFactory of your own on the class path, with a constructor without parameters""";

  private static final Set<String> OPTIONS =
      Set.of(
          "input",
          "output",
          "recipe",
          "seed",
          "chunk",
          "chunks-a-shard",
          "title",
          "licence",
          "origin",
          "estimate",
          "retry");

  private SparkCommand() {}

  /** Runs it; ends the process with 1 and a sentence if it fails. */
  public static void main(String[] arguments) {
    try {
      Map<String, String> options = parsed(arguments);
      try (JavaSparkContext spark = new JavaSparkContext(new SparkConf())) {
        build(options, spark);
      }
    } catch (DatasetException | IllegalArgumentException error) {
      System.err.println(error.getMessage());
      System.exit(1);
    }
  }

  static Map<String, String> parsed(String... arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    boolean build = arguments.length % 2 == 1 && arguments[0].equals("build");
    for (int i = 1; build && i < arguments.length; i += 2) {
      String name = arguments[i].replaceFirst("^--", "");
      build = arguments[i].startsWith("--") && OPTIONS.contains(name);
      options.put(name, arguments[i + 1]);
    }
    if (!build || !options.keySet().containsAll(Set.of("input", "output"))) {
      throw new IllegalArgumentException(
          "Expected a command as below but came '%s'.%n%s"
              .formatted(String.join(" ", arguments), USAGE));
    }
    return options;
  }

  static BuildReport build(Map<String, String> options, JavaSparkContext spark) {
    Configuration configuration = spark.hadoopConfiguration();
    BuildOptions standard = BuildOptions.standard();
    BuildOptions chosen =
        standard
            .withSeed(number(options, "seed", standard.seed()))
            .withSizes(
                Math.toIntExact(number(options, "chunk", standard.recordsPerChunk())),
                Math.toIntExact(number(options, "chunks-a-shard", standard.chunksPerShard())));
    DatasetDetails details = DatasetDetails.notStated();
    details = details.withTitle(options.getOrDefault("title", details.title()));
    details = details.withLicence(options.getOrDefault("licence", details.licence()));
    details = details.withOrigin(options.getOrDefault("origin", details.origin()));
    String input = options.get("input");
    boolean generated = options.getOrDefault("recipe", STANDARD).equals(GENERATED);
    SparkDatasetBuild build =
        SparkDatasetBuild.of(
                generated ? SparkInput.captions(input) : SparkInput.guessed(input, configuration),
                recipe(options.getOrDefault("recipe", STANDARD)),
                options.get("output"))
            .withOptions(chosen)
            .withDetails(details)
            .withListener(new Lines())
            .withEstimate(estimate -> tell(estimate, options.containsKey("estimate")));
    return options.containsKey("retry") ? build.retryFailed(spark) : build.run(spark);
  }

  private static long number(Map<String, String> options, String name, long otherwise) {
    String text = options.getOrDefault(name, Long.toString(otherwise));
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException error) {
      throw new IllegalArgumentException(
          "Expected a whole number for --%s but came '%s'.".formatted(name, text), error);
    }
  }

  static RecipeFactory recipe(String name) {
    if (name.equals(STANDARD)) {
      return LayerRecipe::standard;
    }
    if (name.equals(GENERATED)) {
      return GeneratedLayers::embedded;
    }
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Constructor<?> constructor = Class.forName(name, true, loader).getDeclaredConstructor();
      return (RecipeFactory) constructor.newInstance();
    } catch (ReflectiveOperationException | ClassCastException error) {
      throw new IllegalArgumentException(
          "Expected '%s', '%s' or the name of a RecipeFactory with a constructor without parameters but came '%s' (%s): bring its jar with --jars."
              .formatted(STANDARD, GENERATED, name, error),
          error);
    }
  }

  private static void tell(BuildEstimate estimate, boolean only) {
    System.err.println(estimate);
    if (only) {
      throw new DatasetException(
          "The first records are made; run the same without --estimate, which goes on.");
    }
  }

  /** A line each time that more records are done. */
  private static final class Lines implements BuildListener {
    @Override
    public void onStarted(OptionalLong total) {
      System.err.printf("%s records%n", total.orElse(0));
    }

    @Override
    public void onProgress(BuildReport report) {
      System.err.printf(
          "%s of %s: %s kept, %s dropped, %s failed, %s found%n",
          report.done(),
          report.total().orElse(0),
          report.kept(),
          report.dropped(),
          report.failed(),
          report.found());
    }

    @Override
    public void onFinished(BuildReport report) {
      onProgress(report);
      report.warning().ifPresent(System.err::println);
    }
  }
}
