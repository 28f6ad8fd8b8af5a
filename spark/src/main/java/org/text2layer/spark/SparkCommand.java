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
import org.text2layer.spark.measure.SparkLedger;

/**
 * The commands that spark-submit runs: {@code build --input ... --output ... --recipe standard},
 * {@code refilter} and {@code ledger}.
 */
public final class SparkCommand {
  private static final String STANDARD = "standard";
  private static final String GENERATED = "generated";
  private static final String REFILTER = "refilter";
  private static final String LEDGER = "ledger";
  private static final Set<String> ADDRESSES = Set.of("input", "output");
  private static final String USAGE =
      """
      build --input ADDRESS --output ADDRESS [--recipe standard|generated|CLASS] [--seed 0]
            [--chunk 32] [--chunks-a-shard 32] [--title TEXT] [--licence TEXT] [--origin TEXT] [--estimate only] [--retry failed]
        ADDRESS  file:, hdfs:, s3a: ...; a .csv, .tsv, .jsonl, .parquet or tar, or a folder of Parquet files,
                 tars, lists named part-... or pictures
        generated  pictures made of captions alone, in a .csv, .tsv or .jsonl, or in all of a folder
        CLASS    a RecipeFactory of your own on the class path, with a constructor without parameters
      refilter --input SET --output ADDRESS --thresholds FILTER=SCORE,... [--title TEXT] [--licence TEXT] [--origin TEXT]
      ledger --input SET --output ADDRESS
        SET      the folder of a finished build; ledger writes its ledger as Parquet""";

  private static final Set<String> DETAILS = Set.of("title", "licence", "origin");
  private static final Map<String, Set<String>> COMMANDS =
      Map.of(
          "build",
          Set.of("recipe", "seed", "chunk", "chunks-a-shard", "estimate", "retry"),
          REFILTER,
          Set.of("thresholds"),
          LEDGER,
          Set.of());

  private SparkCommand() {}

  /** Runs it; ends the process with 1 and a sentence if it fails. */
  public static void main(String[] arguments) {
    try {
      Map<String, String> options = parsed(arguments);
      try (JavaSparkContext spark = new JavaSparkContext(new SparkConf())) {
        run(arguments[0], options, spark);
      }
    } catch (DatasetException | IllegalArgumentException error) {
      System.err.println(error.getMessage());
      System.exit(1);
    }
  }

  static Map<String, String> parsed(String... arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    boolean known = arguments.length % 2 == 1 && COMMANDS.containsKey(arguments[0]);
    for (int i = 1; known && i < arguments.length; i += 2) {
      String name = arguments[i].replaceFirst("^--", "");
      known = arguments[i].startsWith("--") && takes(arguments[0], name);
      options.put(name, arguments[i + 1]);
    }
    if (!known || !options.keySet().containsAll(ADDRESSES)) {
      throw new IllegalArgumentException(
          "Expected a command as below but came '%s'.%n%s"
              .formatted(String.join(" ", arguments), USAGE));
    }
    return options;
  }

  private static boolean takes(String command, String option) {
    return ADDRESSES.contains(option)
        || COMMANDS.get(command).contains(option)
        || !command.equals(LEDGER) && DETAILS.contains(option);
  }

  static void run(String command, Map<String, String> options, JavaSparkContext spark) {
    String output = options.get("output");
    switch (command) {
      case REFILTER -> new Lines().onFinished(refilter(options).into(spark, output));
      case LEDGER -> SparkLedger.read(spark, options.get("input")).write().parquet(output);
      default -> build(options, spark);
    }
  }

  private static SparkRefilter refilter(Map<String, String> options) {
    SparkRefilter refilter = SparkRefilter.of(options.get("input")).withDetails(details(options));
    for (String threshold : options.getOrDefault("thresholds", "").split(",")) {
      String[] parts = threshold.split("=", 2);
      try {
        refilter = refilter.withThreshold(parts[0], Double.parseDouble(parts[parts.length - 1]));
      } catch (NumberFormatException error) {
        throw new IllegalArgumentException(
            "Expected --thresholds as mask=0.2,inpainting=0.3 but came '%s'.".formatted(threshold),
            error);
      }
    }
    return refilter;
  }

  private static DatasetDetails details(Map<String, String> options) {
    DatasetDetails none = DatasetDetails.notStated();
    return none.withTitle(options.getOrDefault("title", none.title()))
        .withLicence(options.getOrDefault("licence", none.licence()))
        .withOrigin(options.getOrDefault("origin", none.origin()));
  }

  private static BuildReport build(Map<String, String> options, JavaSparkContext spark) {
    Configuration configuration = spark.hadoopConfiguration();
    BuildOptions standard = BuildOptions.standard();
    BuildOptions chosen =
        standard
            .withSeed(number(options, "seed", standard.seed()))
            .withSizes(
                Math.toIntExact(number(options, "chunk", standard.recordsPerChunk())),
                Math.toIntExact(number(options, "chunks-a-shard", standard.chunksPerShard())));
    String input = options.get("input");
    boolean generated = options.getOrDefault("recipe", STANDARD).equals(GENERATED);
    SparkDatasetBuild build =
        SparkDatasetBuild.of(
                generated ? SparkInput.captions(input) : SparkInput.guessed(input, configuration),
                recipe(options.getOrDefault("recipe", STANDARD)),
                options.get("output"))
            .withOptions(chosen)
            .withDetails(details(options))
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
      return RecipeFactory.standard();
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
