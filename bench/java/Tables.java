import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.experiment.result.ResultTables;
import org.text2layer.experiment.method.PublishedWeights;
import org.text2layer.experiment.plan.Experiment;
import org.text2layer.experiment.plan.TablePreset;
import org.text2layer.experiment.table.TableRun;

/** The command line of bench/tables. */
final class Tables {
  private static final String USAGE =
      """
      bench/tables --to FOLDER [options]

        --preset smoke|cpu|gpu      sizes of everything; smoke if not given
        --to FOLDER                 new, or of an earlier run of the same preset: then it goes on
        --experiments A,B or all    of %s; paper if not given
        --stamps FOLDER             that datasets/stamps/make-stamps built: photographs as one more test set
        --human-masks FOLDER        masks that people drew: METHOD/seed-0/00000.png and so on
        --stable-diffusion PATH     Stable Diffusion 1.5, folder or file, and
        --layerdiffuse FOLDER       LayerDiffuse's weights for it: both give it a row
      """;

  private static final List<String> OPTIONS =
      List.of(
          "--preset",
          "--to",
          "--experiments",
          "--stamps",
          "--human-masks",
          "--stable-diffusion",
          "--layerdiffuse");

  private Tables() {}

  public static void main(String[] arguments) {
    try {
      run(options(arguments));
    } catch (RuntimeException error) {
      System.err.println(error.getMessage() == null ? error : error.getMessage());
      System.exit(1);
    }
  }

  private static Map<String, String> options(String[] arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(USAGE.formatted(experiments()));
      }
      options.put(arguments[i], arguments[i + 1]);
    }
    if (!options.containsKey("--to")
        || options.containsKey("--stable-diffusion") != options.containsKey("--layerdiffuse")) {
      throw new IllegalArgumentException(USAGE.formatted(experiments()));
    }
    return options;
  }

  private static List<String> experiments() {
    return Arrays.stream(Experiment.values()).map(Experiment::key).toList();
  }

  private static void run(Map<String, String> options) {
    long start = System.nanoTime();
    Path folder = Path.of(options.get("--to"));
    String chosen = options.getOrDefault("--experiments", "paper");
    List<Experiment> experiments =
        chosen.equals("all")
            ? List.of(Experiment.values())
            : Arrays.stream(chosen.split(",")).map(Experiment::named).toList();
    TableRun run =
        TableRun.of(TablePreset.named(options.getOrDefault("--preset", "smoke")), folder)
            .withExperiments(experiments)
            .withListener(words -> System.out.printf("%6d s  %s%n", seconds(start), words));
    run = Optional.ofNullable(options.get("--stamps")).map(Path::of).map(run::withStamps).orElse(run);
    run =
        Optional.ofNullable(options.get("--human-masks"))
            .map(Path::of)
            .map(run::withHumanMasks)
            .orElse(run);
    if (options.containsKey("--stable-diffusion") && options.containsKey("--layerdiffuse")) {
      run =
          run.withLayerDiffuse(
              new PublishedWeights(
                  Path.of(options.get("--stable-diffusion")),
                  Path.of(options.get("--layerdiffuse"))));
    }
    ResultTables tables = run.run();
    System.out.printf(
        "%6d s  %d tables are in %s%n",
        seconds(start), tables.tables().size(), folder.resolve("tables"));
  }

  private static long seconds(long start) {
    return (System.nanoTime() - start) / 1_000_000_000;
  }
}
