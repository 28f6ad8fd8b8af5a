package org.text2layer.data.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.data.DatasetException;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.Inputs;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Outcome;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.image.Pictures;
import org.text2layer.nn.weights.Checksum;
import tech.tablesaw.api.Table;

@Tag("digits")
class DatasetBuildTest {
  @TempDir Path folder;

  private PictureSource mixed() {
    Path pictures = folder.resolve("pictures");
    if (!Files.exists(pictures)) {
      Inputs.writeMixed(pictures);
    }
    return PictureSource.folder(pictures);
  }

  private DatasetBuild build(String into, int workers) {
    return DatasetBuild.of(mixed(), new ThresholdMaker(0), folder.resolve(into))
        .withOptions(KilledBuild.options().withWorkers(workers));
  }

  @Test
  void givenMixedInputsOfWhichATenthIsDamaged_thenTheLedgerTellsWhatBecameOfEach() {
    BuildReport report = build("set", 2).run();

    Ledger ledger = Ledger.read(folder.resolve("set"));
    assertTrue(report.complete());
    assertEquals(60, report.done());
    assertEquals(60, ledger.rows().size());
    assertEquals(report.kept(), ledger.count(Verdict.KEPT));
    assertEquals(report.dropped(), ledger.droppedByFilter().get("area"));
    assertTrue(report.kept() > 10 && report.dropped() > 10, report.toString());
    Map<Long, LedgerRow> failed =
        ledger.rows().stream()
            .filter(row -> row.verdict() == Verdict.FAILED)
            .collect(Collectors.toMap(LedgerRow::record, row -> row));
    assertEquals(Inputs.mixedDamaged(), failed.keySet().stream().sorted().toList());
    assertReason(failed.get(7L), "part0/007.png");
    assertReason(failed.get(13L), "it is a GIF");
    assertReason(failed.get(22L), "100000x100000");
    assertReason(failed.get(31L), "it is empty");
    assertReason(failed.get(44L), "UTF-8");
    assertReason(failed.get(58L), "it is empty");
    assertEquals("it is empty", failed.get(31L).failureKind());
    assertEquals("it is empty", failed.get(58L).failureKind());
    assertEquals("it has …x… pixels, more than the limit of …", failed.get(22L).failureKind());
    for (int i = 0; i < 60; i++) {
      assertEquals(i, ledger.rows().get(i).record());
    }
  }

  private static void assertReason(LedgerRow row, String part) {
    assertTrue(row.reason().contains(part), row.reason());
  }

  @Test
  void givenABuild_thenItsShardsHoldWhatTheLedgerKeptAndApartFromThatWhatItDropped() {
    build("set", 2).run();
    Ledger ledger = Ledger.read(folder.resolve("set"));
    assertStored(ledger, Verdict.KEPT, folder.resolve("set"));
    assertStored(ledger, Verdict.DROPPED, folder.resolve("set/dropped"));
    assertEquals(5, LayeredShards.list(folder.resolve("set")).size());
    assertFalse(Files.exists(folder.resolve("set/work")));
  }

  @Test
  void givenABuild_thenItsCardHasTheLicenceTheCountsAndTheShardsChecksums() throws IOException {
    BuildReport report =
        build("set", 2).withDetails(DatasetDetails.notStated().withLicence("cc0-1.0")).run();
    String card = Files.readString(folder.resolve("set/README.md"));
    assertTrue(card.contains("license: \"cc0-1.0\""), card);
    assertTrue(card.contains("| kept | %s |".formatted(report.kept())), card);
    for (Path shard : LayeredShards.list(folder.resolve("set"))) {
      assertTrue(card.contains(Checksum.of(shard)), card);
    }
  }

  private static void assertStored(Ledger ledger, Verdict verdict, Path shards) {
    List<LedgerRow> rows = ledger.rows().stream().filter(row -> row.verdict() == verdict).toList();
    try (Stream<StoredSample> samples = LayeredShards.read(shards)) {
      List<StoredSample> stored = samples.toList();
      assertEquals(rows.size(), stored.size());
      for (int i = 0; i < rows.size(); i++) {
        assertEquals(rows.get(i).sampleId(), stored.get(i).id());
        assertEquals(rows.get(i).key(), stored.get(i).key());
        assertEquals(rows.get(i).caption(), stored.get(i).sample().caption());
        assertEquals(rows.get(i).scores(), stored.get(i).scores());
      }
    }
  }

  @Test
  void givenTheLedger_thenItsTableHasAColumnForEveryFilterThatGaveScores() {
    build("set", 1).run();
    Table table = Ledger.read(folder.resolve("set")).table();
    assertEquals(
        List.of(
            "record",
            "key",
            "source",
            "caption",
            "outcome",
            "filter",
            "score",
            "error",
            "area score",
            "sharpness score"),
        table.columnNames());
    assertEquals("failed", table.stringColumn("outcome").get(7));
    assertTrue(table.doubleColumn("area score").isMissing(7));
    assertEquals(
        54,
        table.doubleColumn("area score").size() - table.doubleColumn("area score").countMissing());
  }

  @Test
  void givenAnotherNumberOfWorkers_thenTheBytesAreTheSame() throws IOException {
    build("one", 1).run();
    build("five", 5).run();
    BuiltFiles.assertSame(folder.resolve("one"), folder.resolve("five"));
  }

  @Test
  void givenABuildKilledThreeTimesAtRandomMoments_thenItEndsWithTheBytesOfAnUndisturbedOne()
      throws IOException, InterruptedException {
    build("undisturbed", 1).run();
    SplittableRandom random = new SplittableRandom(11);
    int killed = 0;
    for (int i = 0; i < 3; i++) {
      killed += killAfter(4 + 12 * i + random.nextInt(4)) ? 1 : 0;
    }
    assertTrue(killed >= 2, killed + " of 3 were killed before their end");
    build("killed", 3).run();
    BuiltFiles.assertSame(folder.resolve("undisturbed"), folder.resolve("killed"));
  }

  /** Kills a build, whatever it is doing, after a number of records; false if it was faster. */
  private boolean killAfter(int records) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledBuild.class.getName(),
            folder.resolve("pictures").toString(),
            folder.resolve("killed").toString());
    builder.environment().put("LC_ALL", "C"); // nothing may depend on the locale
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines = process.inputReader()) {
      String done = lines.readLine();
      while (done != null && Integer.parseInt(done) < records) {
        done = lines.readLine();
      }
      process.destroyForcibly();
    }
    return process.waitFor() != 0;
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 12, 28, 52, 56, 60})
  void givenAnInterruptAfterSoManyRecords_thenTheBuildStopsCleanlyAndGoesOnLater(int records)
      throws IOException {
    build("undisturbed", 2).run();
    DatasetBuild build =
        DatasetBuild.of(mixed(), new ThresholdMaker(1), folder.resolve("set"))
            .withOptions(KilledBuild.options());
    BuildReport stopped =
        build
            .withListener(
                report -> {
                  if (report.done() == records) {
                    Thread.currentThread().interrupt();
                  }
                })
            .run();
    assertFalse(Thread.interrupted());
    assertTrue(stopped.done() >= records, stopped.toString());
    assertTrue(build.run().complete());
    BuiltFiles.assertSame(folder.resolve("undisturbed"), folder.resolve("set"));
  }

  @Test
  void givenAnInterruptedRun_thenTheNextOnesListenerHearsWhatWasFoundAndTheEndOnce() {
    List<BuildReport> ends = new ArrayList<>();
    List<String> heard = new ArrayList<>();
    DatasetBuild build = build("set", 1);
    for (int stopAt : new int[] {28, Integer.MAX_VALUE, Integer.MAX_VALUE}) {
      build
          .withListener(
              new BuildListener() {
                @Override
                public void onStarted(OptionalLong total) {
                  heard.add("started");
                }

                @Override
                public void onProgress(BuildReport report) {
                  if (report.done() == stopAt) {
                    Thread.currentThread().interrupt();
                  }
                }

                @Override
                public void onFinished(BuildReport report) {
                  heard.add("finished");
                  ends.add(report);
                }
              })
          .run();
    }
    assertEquals(List.of("started", "finished", "started", "finished"), heard);
    assertEquals(0, ends.get(0).found());
    assertTrue(ends.get(1).found() >= 28, ends.toString());
    assertTrue(ends.get(1).complete());
    assertEquals(60, build.run().found(), "nothing is made where all is there");
  }

  @Test
  void givenASlowRecipeAndAnInterrupt_thenTheBuildIsNotCompleteAndSaysSo() {
    DatasetBuild build =
        DatasetBuild.of(mixed(), new ThresholdMaker(5), folder.resolve("set"))
            .withOptions(KilledBuild.options());
    BuildReport stopped = build.withListener(report -> Thread.currentThread().interrupt()).run();
    assertFalse(stopped.complete());
    assertFalse(Thread.interrupted());
    assertThrows(DatasetException.class, () -> Ledger.read(folder.resolve("set")));
  }

  @Test
  void givenFailedRecordsThatAreMended_thenOnlyTheyAreTriedAgainAndTheBytesAreAsIfTheyNeverFailed()
      throws IOException {
    Path pictures = folder.resolve("pictures");
    build("set", 2).run();
    for (int i : new int[] {7, 22, 31, 58}) {
      Files.writeString(
          pictures.resolve(String.format(Locale.ROOT, "part%s/%03d.txt", i / 20, i)),
          "mended " + i);
      String ending = i == 58 ? "jpg" : "png";
      Files.write(
          pictures.resolve(String.format(Locale.ROOT, "part%s/%03d.%s", i / 20, i, ending)),
          Inputs.png(i));
    }
    AtomicInteger made = new AtomicInteger();
    SampleMaker counting = counting(made);
    DatasetBuild build =
        DatasetBuild.of(mixed(), counting, folder.resolve("set"))
            .withOptions(KilledBuild.options());
    DatasetBuild stopping =
        build.withListener(
            report -> {
              throw new IllegalStateException("stop");
            });
    assertThrows(IllegalStateException.class, stopping::retryFailed);
    BuildReport report = build.run();
    assertEquals(2, report.failed());
    assertEquals(5, made.get()); // the four, and the GIF, whose file is opened again
    build("fresh", 1).run();
    BuiltFiles.assertSame(folder.resolve("fresh"), folder.resolve("set"));
  }

  private static SampleMaker counting(AtomicInteger made) {
    SampleMaker maker = new ThresholdMaker(0);
    return new SampleMaker() {
      @Override
      public Outcome make(CaptionedPicture picture, long seed) {
        made.incrementAndGet();
        return maker.make(picture, seed);
      }

      @Override
      public String description() {
        return maker.description();
      }
    };
  }

  @Test
  void givenASourceWithOtherRecordsThanBefore_thenNothingIsTriedAgain() throws IOException {
    build("set", 2).run();
    Inputs.write(folder.resolve("pictures"), "part0/0000.png", Inputs.png(1), "new");
    DatasetException error =
        assertThrows(DatasetException.class, () -> build("set", 2).retryFailed());
    assertTrue(
        error.getMessage().contains("record 1 was part0/001.png and is part0/0000.png"),
        error.getMessage());
  }

  @Test
  void givenASourceThatHasMoreOrFewerRecordsNow_thenItIsRefusedAndNothingIsLost()
      throws IOException {
    Path pictures = folder.resolve("some");
    for (int i = 0; i < 5; i++) {
      byte[] picture = i == 0 ? new byte[] {1, 2, 3} : Inputs.png(i);
      Inputs.write(pictures, i + ".png", picture, "number " + i);
    }
    some("set").run();
    Inputs.write(pictures, "5.png", Inputs.png(5), "one more for the last shard");
    String more =
        assertThrows(DatasetException.class, () -> some("set").retryFailed()).getMessage();
    assertTrue(more.contains("some has 2 records for shard 2 now"), more);
    for (int i = 4; i < 6; i++) {
      Files.delete(pictures.resolve(i + ".png"));
      Files.delete(pictures.resolve(i + ".txt"));
    }
    String fewer = assertThrows(DatasetException.class, () -> some("set").run()).getMessage();
    assertTrue(fewer.contains("some has no more records after shard 1 now"), fewer);
    Inputs.write(pictures, "4.png", Inputs.png(4), "number 4");
    assertEquals(1, some("set").run().failed());
    some("fresh").run();
    BuiltFiles.assertSame(folder.resolve("fresh"), folder.resolve("set"));
  }

  private DatasetBuild some(String name) {
    return DatasetBuild.of(
            PictureSource.folder(folder.resolve("some")),
            new ThresholdMaker(0),
            folder.resolve(name))
        .withOptions(BuildOptions.standard().withSizes(1, 2));
  }

  @Test
  void givenACompleteBuild_thenRunningItAgainMakesNothing() {
    BuildReport first = build("set", 2).run();
    AtomicInteger made = new AtomicInteger();
    BuildReport second =
        DatasetBuild.of(mixed(), counting(made), folder.resolve("set"))
            .withOptions(KilledBuild.options())
            .run();
    assertEquals(first.kept(), second.kept());
    assertEquals(first.failed(), second.failed());
    assertEquals(first.done(), second.found());
    assertTrue(second.complete());
    assertEquals(0, made.get());
  }

  @Test
  void givenTheFolderOfAnotherBuildOrOfSomethingElse_thenItIsRefusedInOneSentence()
      throws IOException {
    build("set", 2).run();
    DatasetBuild other = build("set", 2).withOptions(KilledBuild.options().withSeed(6));
    DatasetException error = assertThrows(DatasetException.class, other::run);
    assertTrue(error.getMessage().contains("its seed is 5 and not 6"), error.getMessage());

    Files.createDirectory(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine/thesis.tex"), "years of work");
    DatasetBuild mine = build("mine", 2);
    assertTrue(
        assertThrows(DatasetException.class, mine::run).getMessage().contains("other files"));
  }

  @Test
  void givenAFolderThatABuildWritesToNow_thenASecondOneIsRefused() {
    List<DatasetException> refused = new ArrayList<>();
    DatasetBuild build = build("set", 1);
    build
        .withListener(
            report -> {
              if (refused.isEmpty()) {
                refused.add(assertThrows(DatasetException.class, build::run));
              }
            })
        .run();
    assertTrue(refused.get(0).getMessage().contains("another one is writing"));
  }

  @Test
  void givenAListenerThatThrows_thenItsExceptionComesOutAndTheBuildCanGoOn() throws IOException {
    build("undisturbed", 2).run();
    DatasetBuild build = build("set", 2);
    DatasetBuild failing =
        build.withListener(
            report -> {
              throw new IllegalStateException("of the listener");
            });
    assertEquals(
        "of the listener", assertThrows(IllegalStateException.class, failing::run).getMessage());
    build.run();
    BuiltFiles.assertSame(folder.resolve("undisturbed"), folder.resolve("set"));
  }

  @Test
  void givenARecipeThatThrows_thenTheRecordFailsWithItsMessageAndTheOthersAreMade() {
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      records.add(CaptionedPicture.of("k" + i, "caption", Pictures.rgb(i, 9, 9)));
    }
    SampleMaker maker =
        new SampleMaker() {
          @Override
          public Outcome make(CaptionedPicture picture, long seed) {
            if (picture.key().equals("k3")) {
              throw new IllegalStateException("Expected a network but it is gone.");
            }
            return new ThresholdMaker(0).make(picture, seed);
          }

          @Override
          public String description() {
            return "throws at k3";
          }
        };
    List<Long> totals = new ArrayList<>();
    DatasetBuild.of(PictureSource.of("ten", records), maker, folder.resolve("set"))
        .withListener(report -> totals.add(report.total().orElseThrow()))
        .run();
    Ledger ledger = Ledger.read(folder.resolve("set"));
    assertEquals(List.of(10L), totals);
    assertEquals("Expected a network but it is gone.", ledger.rows().get(3).reason());
    assertEquals(1, ledger.count(Verdict.FAILED));
  }
}
