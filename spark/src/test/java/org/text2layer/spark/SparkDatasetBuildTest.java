package org.text2layer.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.build.SampleMaker;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.Outcome;
import org.text2layer.data.ledger.Verdict;

/** A build on Spark against the build of one machine. */
class SparkDatasetBuildTest {
  private static final BuildOptions OPTIONS = BuildOptions.standard().withSeed(5).withSizes(4, 3);

  private static JavaSparkContext spark;

  /** Cleared once Spark has stopped: tasks of a job that failed write on for a moment. */
  @TempDir static Path folders;

  private Path folder;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.open();
  }

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory(folders, "build");
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  private Path builtAlone(SparkInput input) {
    Path alone = folder.resolve("alone");
    DatasetBuild.of(input.source(spark.hadoopConfiguration()), new CheapRecipe(0), alone)
        .withOptions(OPTIONS)
        .run();
    return alone;
  }

  private SparkDatasetBuild build(SparkInput input, String output) {
    return SparkDatasetBuild.of(input, new CheapRecipe.Quick(), output).withOptions(OPTIONS);
  }

  private SparkDatasetBuild build(SparkInput input) {
    return build(input, folder.resolve("spark").toString());
  }

  private void assertSameAsAlone(SparkInput input) throws IOException {
    BuildReport report = build(input).run(spark);
    assertTrue(report.complete());
    assertEquals(0, report.found(), "no earlier run");
    Path alone = builtAlone(input);
    BuiltFiles.assertSame(alone, folder.resolve("spark"));
    assertEquals(Ledger.read(alone).count(Verdict.FAILED), report.failed());
    assertEquals(Ledger.read(alone).count(Verdict.KEPT), report.kept());
  }

  private SparkInput pictures(int count) throws IOException {
    MixedPictures.writeFolder(folder.resolve("my pictures"), MixedPictures.of(count));
    return SparkInput.folder(folder.resolve("my pictures").toString());
  }

  @Test
  void givenAFolderOfWhichATenthIsDamaged_thenTheFilesAreThoseOfOneMachine() throws IOException {
    assertSameAsAlone(pictures(61));
    Ledger ledger = Ledger.read(folder.resolve("spark"));
    assertEquals(61, ledger.rows().size());
    assertEquals(6, ledger.count(Verdict.FAILED));
    assertTrue(ledger.count(Verdict.KEPT) > 10 && ledger.count(Verdict.DROPPED) > 10);
  }

  @Test
  void givenArchivesOfWhichOneIsCutShortAndOneIsNone_thenTheFilesAreThoseOfOneMachine()
      throws IOException {
    Path archives = folder.resolve("archives");
    MixedPictures.writeArchives(archives, MixedPictures.of(50), 11);
    byte[] cut = Files.readAllBytes(archives.resolve("002.tar"));
    Files.write(archives.resolve("002.tar"), Arrays.copyOf(cut, cut.length / 2));
    Files.writeString(archives.resolve("003a.tar"), "<html>503</html>");
    assertSameAsAlone(SparkInput.guessed(archives.toString(), spark.hadoopConfiguration()));
  }

  @Test
  void givenLists_thenTheFilesAreThoseOfOneMachine() throws IOException {
    for (String name : List.of("list.csv", "list.tsv", "list.jsonl")) {
      Path place = folder.resolve(name.replace('.', ' '));
      Path list = MixedPictures.writeList(place, name, MixedPictures.of(30));
      SparkInput input = SparkInput.guessed(list.toString(), spark.hadoopConfiguration());
      String output = place.resolve("spark").toString();
      build(input, output).run(spark);
      DatasetBuild.of(
              input.source(spark.hadoopConfiguration()), new CheapRecipe(0), place.resolve("alone"))
          .withOptions(OPTIONS)
          .run();
      BuiltFiles.assertSame(place.resolve("alone"), place.resolve("spark"));
    }
  }

  @Test
  void givenAFolderOfLists_thenEachIsASplitAndTheFilesAreThoseOfOneMachine() throws IOException {
    Path place = folder.resolve("parts");
    List<String> lines =
        Files.readAllLines(MixedPictures.writeList(place, "list.csv", MixedPictures.of(40)));
    Files.delete(place.resolve("list.csv"));
    int half = lines.size() / 2;
    Files.write(place.resolve("part-00000.csv"), lines.subList(0, half));
    List<String> second = new ArrayList<>(lines.subList(half, lines.size()));
    second.add(0, lines.get(0));
    Files.write(place.resolve("part-00001.csv"), second);

    SparkInput input = SparkInput.guessed(place.toString(), spark.hadoopConfiguration());

    assertEquals(2, input.splits(spark.hadoopConfiguration()).size());
    assertSameAsAlone(input);
    assertEquals(40, Ledger.read(folder.resolve("spark")).rows().size());
  }

  @Test
  void givenAnInputWithoutRecords_thenTheFilesAreThoseOfOneMachine() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    assertSameAsAlone(SparkInput.folder(folder.resolve("empty").toString()));
  }

  @Test
  void givenAStoreOfObjectsWithoutRenaming_thenTheFilesAreThoseOfOneMachine() throws IOException {
    Path archives = folder.resolve("archives");
    MixedPictures.writeArchives(archives, MixedPictures.of(40), 15);
    build(SparkInput.webDatasets("s3a://bucket" + archives), "s3a://bucket" + folder + "/spark")
        .run(spark);
    BuiltFiles.assertSame(
        builtAlone(SparkInput.webDatasets(archives.toString())), folder.resolve("spark"));
  }

  @Test
  void givenABuildThatWasStopped_thenItGoesOnAndMakesOnlyWhatWasNotCommitted() throws IOException {
    SparkInput input = pictures(60);
    List<BuildEstimate> estimates = new ArrayList<>();
    SparkDatasetBuild stopping =
        build(input)
            .withEstimate(
                estimate -> {
                  estimates.add(estimate);
                  throw new IllegalStateException("too dear");
                });
    assertThrows(IllegalStateException.class, () -> stopping.run(spark));
    assertFalse(Files.exists(folder.resolve("spark/ledger.jsonl")));
    assertEquals(60, estimates.get(0).records());
    assertTrue(estimates.get(0).secondsARecord() > 0 && estimates.get(0).bytesARecord() > 100);

    BuildReport report = build(input).run(spark);
    assertEquals(8, report.found());
    assertEquals(60, report.done());
    BuiltFiles.assertSame(builtAlone(input), folder.resolve("spark"));
    assertEquals(60, build(input).run(spark).found(), "nothing is made where all is there");
  }

  @Test
  void givenAnInterrupt_thenTheRunEndsWithWhatItHasAndGoesOnLater() throws IOException {
    SparkInput input = pictures(60);
    BuildReport stopped =
        SparkDatasetBuild.of(input, new CheapRecipe.Slow(), folder.resolve("spark").toString())
            .withOptions(OPTIONS)
            .withEstimate(estimate -> Thread.currentThread().interrupt())
            .run(spark);
    assertFalse(stopped.complete());
    assertFalse(Thread.interrupted());
    build(input).run(spark);
    BuiltFiles.assertSame(builtAlone(input), folder.resolve("spark"));
  }

  @Test
  void givenFailedRecordsThatAreMended_thenOnlyTheyAreMadeAgain() throws IOException {
    SparkInput input = pictures(61);
    build(input).run(spark);
    Path pictures = folder.resolve("my pictures");
    for (int number : new int[] {7, 27, 47}) {
      Path mended = pictures.resolve("part %s/%05d.png".formatted(number / 20, number));
      Files.write(mended, MixedPictures.png(number));
    }
    Counting.MADE.set(0);
    BuildReport report =
        SparkDatasetBuild.of(input, Counting::new, folder.resolve("spark").toString())
            .withOptions(OPTIONS)
            .retryFailed(spark);
    assertEquals(3, report.failed());
    assertEquals(4, Counting.MADE.get(), "the mended ones, and a GIF, which is opened again");
    BuiltFiles.assertSame(builtAlone(input), folder.resolve("spark"));
  }

  /** Counts the pictures that it is given. */
  private static final class Counting implements SampleMaker {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final CheapRecipe recipe = new CheapRecipe(0);

    @Override
    public Outcome make(CaptionedPicture picture, long seed) {
      MADE.incrementAndGet();
      return recipe.make(picture, seed);
    }

    @Override
    public String description() {
      return recipe.description();
    }
  }

  @Test
  void givenDetails_thenTheCardHasThem() throws IOException {
    DatasetDetails details = DatasetDetails.notStated().withTitle("Mine").withLicence("cc0-1.0");
    build(pictures(5)).withDetails(details).run(spark);
    String card = Files.readString(folder.resolve("spark/README.md"));
    assertTrue(card.contains("# Mine") && card.contains("license: \"cc0-1.0\""), card);
  }

  private static String message(SparkDatasetBuild build) {
    return assertThrows(DatasetException.class, () -> build.run(spark)).getMessage();
  }

  @Test
  void givenTheFolderOfAnotherBuildOrOfSomethingElse_thenItIsRefusedInOneSentence()
      throws IOException {
    SparkInput input = pictures(5);
    build(input).run(spark);
    String other = message(build(input).withOptions(OPTIONS.withSeed(6)));
    assertTrue(other.contains("its seed is 5 and not 6"), other);
    Files.createDirectories(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine/thesis.tex"), "years of work");
    String mine = message(build(input, folder.resolve("mine").toString()));
    assertTrue(mine.contains("other files"), mine);
    assertFalse(Files.exists(folder.resolve("mine/build.json")));
  }

  /** Says something else of itself each time, as executors with other weights do. */
  private static final class Changing implements SampleMaker {
    private static final AtomicInteger ASKED = new AtomicInteger();

    @Override
    public Outcome make(CaptionedPicture picture, long seed) {
      return new Outcome.Failed("Expected nobody to ask.");
    }

    @Override
    public String description() {
      return "mask filter: " + ASKED.incrementAndGet() + "\nsize: 8";
    }
  }

  @Test
  void givenAnExecutorWithOtherWeights_thenTheJobStopsAndNamesItAndWhatDiffers()
      throws IOException {
    String refused =
        message(
            SparkDatasetBuild.of(pictures(9), Changing::new, folder.resolve("spark").toString()));
    assertTrue(refused.contains("executor driver the recipe that the build began with"), refused);
    assertTrue(refused.contains("its recipe.mask filter is '2' and not '1'"), refused);
    assertFalse(Files.exists(folder.resolve("spark/ledger.jsonl")));
  }

  @Test
  void givenARecipeWhoseFilesAWorkerLacks_thenTheMessageNamesTheWorker() throws IOException {
    RecipeFactory lacking =
        () -> {
          throw new IllegalStateException("no file /weights/mask.safetensors");
        };
    String message =
        message(SparkDatasetBuild.of(pictures(5), lacking, folder.resolve("spark").toString()));
    assertTrue(message.contains("executor driver"), message);
    assertTrue(message.contains("/weights/mask.safetensors"), message);
  }

  @Test
  void givenAnInputThatChangedSinceTheBuildBegan_thenItIsRefused() throws IOException {
    Path archives = folder.resolve("archives");
    MixedPictures.writeArchives(archives, MixedPictures.of(40), 15);
    SparkInput input = SparkInput.webDatasets(archives.toString());
    SparkDatasetBuild stopping =
        build(input)
            .withEstimate(
                estimate -> {
                  throw new IllegalStateException("stop");
                });
    assertThrows(IllegalStateException.class, () -> stopping.run(spark));
    Path last = archives.resolve("002.tar");
    byte[] whole = Files.readAllBytes(last);
    Files.write(last, Arrays.copyOf(whole, 1536));
    String message = message(build(input));
    assertTrue(message.contains("Expected 10 records in file:"), message);
    assertTrue(message.contains("002.tar as when the build began"), message);
  }

  @Test
  void givenACommittedPartWhoseFileWasDamaged_thenTheShardIsNotMadeOfIt() throws IOException {
    SparkInput input = pictures(24);
    SparkDatasetBuild stopping =
        build(input)
            .withEstimate(
                estimate -> {
                  throw new IllegalStateException("stop");
                });
    assertThrows(IllegalStateException.class, () -> stopping.run(spark));
    try (var files = Files.list(folder.resolve("spark/work"))) {
      Path rows = files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().get();
      Files.writeString(rows, Files.readString(rows).replace("picture", "Picture"));
    }
    String message = message(build(input));
    assertTrue(message.contains("with the checksum"), message);
    assertFalse(Files.exists(folder.resolve("spark/ledger.jsonl")));
  }
}
