import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.PictureSource;
import org.text2layer.image.PngWriter;
import org.text2layer.spark.RecipeFactory;
import org.text2layer.spark.SparkDatasetBuild;
import org.text2layer.spark.SparkInput;
import org.text2layer.synth.LayerRecipe;

/**
 * Pictures a second and peak memory of a build on one machine and on Spark, in turns, each in a new
 * process; start-up apart. After kernel/lab --spark --setup:
 *
 * <pre>
 * java @kernel/java.options @kernel/spark.options \
 *     -cp "spark/target/text2layer-spark.jar:spark/target/lib/*:spark/target/home/jars/*" \
 *     bench/SparkScale.java 400 5
 * </pre>
 *
 * <p>How many pictures, how many rounds, and which of {@link #WAYS} if not all.
 */
final class SparkScale {
  private static final List<String> WAYS =
      List.of("1 worker", "local[1]", "2 workers", "local[2]", "local-cluster[2,1,1024]");

  /** More would cost time and change nothing: the recipe treats all alike. */
  private static final int DIFFERENT = 200;

  private static final int WARM_UP = 16;

  private SparkScale() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("build")) {
      build(arguments[1], Path.of(arguments[2]));
    } else {
      List<String> asked = List.of(arguments).subList(2, arguments.length);
      alternate(
          Integer.parseInt(arguments[0]),
          Integer.parseInt(arguments[1]),
          asked.isEmpty() ? WAYS : asked);
    }
  }

  private static void alternate(int pictures, int rounds, List<String> ways) throws Exception {
    Path work = Files.createTempDirectory("spark-scale");
    write(work.resolve("few"), WARM_UP);
    write(work.resolve("many"), pictures);
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (String way : ways) {
        String line = child(way, work);
        System.out.printf("round %d, %s: %s%n", round + 1, way, line);
        found.computeIfAbsent(way, each -> new ArrayList<>()).add(line);
      }
    }
    System.out.printf("%n| way, %,d pictures | pictures a second | peak, MB |%n|---|---|---|%n", pictures);
    found.forEach(
        (way, lines) ->
            System.out.printf(
                "| %s | %s | %s |%n", way, column(lines, "speed"), column(lines, "peak")));
    delete(work);
  }

  private static String column(List<String> lines, String name) {
    return String.join(
        ", ", lines.stream().map(line -> line.replaceFirst(".*" + name + "=([^;]*);.*", "$1")).toList());
  }

  private static void write(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Path png = folder.resolve(name(i) + ".png");
      if (i < DIFFERENT) {
        LayeredSample sample = EmojiScenes.test().sample(i);
        Files.write(png, PngWriter.encode(sample.picture(), Map.of()));
        Files.writeString(folder.resolve(name(i) + ".txt"), sample.caption());
      } else {
        Files.copy(folder.resolve(name(i % DIFFERENT) + ".png"), png);
        Files.copy(folder.resolve(name(i % DIFFERENT) + ".txt"), folder.resolve(name(i) + ".txt"));
      }
    }
  }

  private static String name(int i) {
    return String.format(Locale.ROOT, "picture-%06d", i);
  }

  private static String child(String way, Path work) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "java",
                "@kernel/java.options",
                "@kernel/spark.options",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Dai.djl.offline=true",
                "-Dlog4j2.configurationFile=kernel/log4j2.properties",
                "-cp",
                System.getProperty("java.class.path"),
                "bench/SparkScale.java",
                "build",
                way,
                work.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("SPARK_HOME", Path.of("spark/target/home").toAbsolutePath().toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OMP_WAIT_POLICY", "passive");
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException("Expected " + way + " to end well but it said: " + said);
    }
    return said.strip();
  }

  private static void build(String way, Path work) throws IOException {
    if (way.contains("worker")) {
      int workers = Integer.parseInt(way.substring(0, 1));
      alone(workers, work, "few");
      told(alone(workers, work, "many"), work, peak(ProcessHandle.current()));
      return;
    }
    Path lib = Path.of("spark/target").toAbsolutePath();
    SparkConf conf =
        new SparkConf()
            .setMaster(way)
            .setAppName("spark-scale")
            .set("spark.ui.enabled", "false")
            .set("spark.executor.extraClassPath", lib + "/text2layer-spark.jar:" + lib + "/lib/*")
            .set("spark.executor.extraJavaOptions", "-XX:+UseSerialGC -Dai.djl.offline=true");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      many(spark, work, "few");
      double seconds = many(spark, work, "many");
      StringBuilder peaks = new StringBuilder(peak(ProcessHandle.current()));
      ProcessHandle.current()
          .descendants()
          .filter(process -> process.info().command().orElse("").endsWith("java"))
          .forEach(executor -> peaks.append(" + ").append(peak(executor)));
      told(seconds, work, peaks.toString());
    }
  }

  private static double alone(int workers, Path work, String name) throws IOException {
    Path folder = work.resolve("alone-" + name);
    long begun = System.nanoTime();
    try (LayerRecipe recipe = LayerRecipe.standard()) {
      DatasetBuild.of(PictureSource.folder(work.resolve(name)), recipe, folder)
          .withOptions(BuildOptions.standard().withWorkers(workers))
          .run();
    }
    return seconds(begun, folder);
  }

  private static double many(JavaSparkContext spark, Path work, String name) throws IOException {
    Path folder = work.resolve("spark-" + name);
    long begun = System.nanoTime();
    SparkDatasetBuild.of(
            SparkInput.folder(work.resolve(name).toString()),
            RecipeFactory.standard(),
            folder.toString())
        .run(spark);
    return seconds(begun, folder);
  }

  private static double seconds(long begun, Path folder) throws IOException {
    double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
    delete(folder);
    return seconds;
  }

  private static void told(double seconds, Path work, String peak) throws IOException {
    try (Stream<Path> files = Files.list(work.resolve("many"))) {
      System.out.printf(Locale.ROOT, "speed=%.2f;peak=%s;%n", files.count() / 2 / seconds, peak);
    }
  }

  /** The largest part of it that was in memory, as Linux counts. */
  private static String peak(ProcessHandle process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      String line = lines.filter(each -> each.startsWith("VmHWM")).findFirst().orElseThrow();
      return Long.toString(Long.parseLong(line.replaceAll("\\D", "")) / 1024);
    } catch (IOException error) {
      return "unknown";
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
