package org.text2layer.data.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.build.SampleMaker;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.FailedRecord;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Outcome;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Pictures;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbImage;

class HygieneReportTest {
  private static final RgbImage BLACK = RgbImage.filled(80, 80, 0, 0, 0);
  private static final RgbImage FINE = Pictures.rgb(1, 80, 80);

  private static CaptionedPicture picture(String key, RgbImage picture) {
    return CaptionedPicture.of(key, "caption of " + key, key + ".png", content(picture));
  }

  private static CaptionedPicture.Content content(RgbImage picture) {
    byte[] png = PngWriter.encode(picture, Map.of());
    return () -> new ByteArrayInputStream(png);
  }

  /** Two that are equal under one key, one dark, one unreadable, one of its own. */
  private static PictureSource source() {
    CaptionedPicture damaged =
        CaptionedPicture.of("d", "d", "d.png", () -> new ByteArrayInputStream(new byte[] {1, 2}));
    return PictureSource.of(
        "five",
        List.of(
            picture("a", FINE),
            picture("b", BLACK),
            picture("a", FINE),
            damaged,
            picture("e", Pictures.rgb(2, 80, 80))));
  }

  private static List<String> words(PictureSource source) {
    List<String> words = new ArrayList<>();
    try (Stream<InputRecord> records = source.records()) {
      records.forEach(
          record ->
              words.add(
                  record.key()
                      + (record instanceof InputRecord.LeftOut left ? " " + left.filter() : "")));
    }
    return words;
  }

  @Test
  void givenWhatWasFound_thenTheCleanedSourceLeavesItOutInPlaceAndKeepsTheFirstOfEqualOnes() {
    HygieneReport report = HygieneReport.of(source());
    assertEquals(List.of(List.of("a", "a (2)")), report.duplicates());
    assertEquals(
        List.of("a", "b dark", "a duplicate", "d", "e"), words(report.cleaned()), "in order");
    assertEquals(
        List.of("a by hand", "b dark", "a duplicate", "d", "e"),
        words(report.cleaned(List.of("a"))));
    assertEquals(OptionalLong.of(5), report.cleaned().size());
    assertThrows(IllegalArgumentException.class, () -> report.cleaned(List.of("x")));
  }

  @Test
  void givenOtherLimits_thenTheCleanedSourceIsAnotherOneThatSaysSo() {
    HygieneReport report = HygieneReport.of(source());
    HygieneReport lenient = report.withLimits(new HygieneLimits(0, 1, 0, 0, 0, 0));
    assertEquals(List.of("a", "b", "a duplicate", "d", "e"), words(lenient.cleaned()));
    String description = report.cleaned().description();
    assertTrue(description.startsWith("five, cleaned of 2 (1 dark, 1 duplicate)"), description);
    assertEquals(description, HygieneReport.of(source()).cleaned().description());
    assertNotEquals(
        report.cleaned(List.of("e")).description(), report.cleaned(List.of("a")).description());
  }

  @Test
  void givenACleanedSource_thenNothingIsFoundInItAgain() {
    HygieneReport again = HygieneReport.of(HygieneReport.of(source()).cleaned());
    assertEquals(Set.of("a", "e"), again.measures().keySet());
    assertEquals(Map.of(), again.problems());
    assertEquals(List.of(), again.duplicates());
  }

  @Test
  void givenUnreadableRecords_thenEachIsNamedWithItsReasonAndTheRestIsMeasured() {
    HygieneReport report =
        HygieneReport.of(
            PictureSource.joined(
                List.of(
                    source(),
                    PictureSource.of(
                        "more", List.of(new FailedRecord("f", "f.png", "no caption"))))));
    assertEquals(List.of("a", "b", "a (2)", "e"), List.copyOf(report.measures().keySet()));
    assertEquals(List.of("d", "f"), report.unreadable().stream().map(FailedRecord::key).toList());
    assertTrue(report.unreadable().get(0).reason().contains("d.png but it starts with the bytes"));
    assertEquals("no caption", report.unreadable().get(1).reason());
  }

  @Test
  void givenMoreThanABatch_thenItTellsHowFarItIsFromTheStartToTheEnd() {
    List<InputRecord> records = new ArrayList<>();
    int number = 20 * Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < number; i++) {
      records.add(picture("p" + i, FINE));
    }
    List<Long> told = new ArrayList<>();
    List<OptionalLong> totals = new ArrayList<>();
    PictureSource unsized =
        PictureSource.joined(List.of(PictureSource.of("a", List.of()), folder(records)));
    HygieneReport report =
        HygieneReport.of(
            unsized,
            (done, total) -> {
              told.add(done);
              totals.add(total);
            });
    assertEquals(0, told.get(0));
    assertEquals(number, told.get(told.size() - 1));
    assertTrue(told.size() > 3, told.toString());
    assertEquals(OptionalLong.empty(), totals.get(1), "the source does not know it");
    assertEquals(OptionalLong.of(number), totals.get(totals.size() - 1));
    assertEquals(
        records.stream().map(InputRecord::key).toList(), List.copyOf(report.measures().keySet()));
  }

  /** As a folder, which does not know how many records it has. */
  private static PictureSource folder(List<InputRecord> records) {
    return new PictureSource() {
      @Override
      public Stream<InputRecord> records() {
        return records.stream();
      }

      @Override
      public String description() {
        return "folder";
      }
    };
  }

  @Test
  void givenAPictureThatDoesNotFitBesideOthers_thenItIsMeasuredAlone() {
    int[] asked = {0};
    CaptionedPicture large =
        CaptionedPicture.of(
            "large",
            "a",
            "large.png",
            () -> {
              if (asked[0]++ == 0) {
                throw new OutOfMemoryError();
              }
              return content(FINE).open();
            });
    CaptionedPicture larger =
        CaptionedPicture.of(
            "larger",
            "a",
            "larger.png",
            () -> {
              throw new OutOfMemoryError();
            });
    HygieneReport report = HygieneReport.of(PictureSource.of("two", List.of(large, larger)));
    assertEquals(Set.of("large"), report.measures().keySet());
    assertTrue(report.unreadable().get(0).reason().contains("MB of memory"));
  }

  @Test
  void anInterruptStopsTheLooking() {
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> HygieneReport.of(source()));
  }

  @Test
  void givenCaptionsThatDifferInCaseAndBlanksOnly_thenTheyRepeat() {
    List<InputRecord> records = new ArrayList<>();
    for (String caption : List.of("a cat", "A  cat", "a dog", "a bird", "a cat ", "a bird")) {
      records.add(CaptionedPicture.of("k", caption, BLACK));
    }
    Map<String, Long> repeated =
        HygieneReport.of(PictureSource.of("captions", records)).repeatedCaptions();
    assertEquals(List.of("a cat", "a bird"), List.copyOf(repeated.keySet()));
    assertEquals(3, repeated.get("a cat"));
  }

  @Test
  void givenPictures_thenTheTableNamesTheirProblems() {
    RgbImage tiny = RgbImage.filled(9, 9, 0, 0, 0);
    HygieneReport report = HygieneReport.of(PictureSource.of("x", List.of(picture("x", tiny))));
    assertEquals(
        "dark, blurry, low information, odd size", report.table().stringColumn("problems").get(0));
  }

  /** Keeps all, with the record's seed in the samples. */
  private static final class Keeper implements SampleMaker {
    @Override
    public Outcome make(CaptionedPicture captioned, long seed) {
      RgbImage picture = captioned.picture().colour();
      LayeredImage layers =
          LayeredImage.twoLayer(picture, picture, Mask.filled(80, 80, 1))
              .withProvenance(Map.of("seed", Long.toString(seed)));
      return new Outcome.Kept(
          new LayeredSample(captioned.caption(), picture, layers), Map.of("mask", 1.0));
    }

    @Override
    public String description() {
      return "keeps all";
    }
  }

  private static List<StoredSample> samples(Path folder) {
    try (Stream<StoredSample> samples = LayeredShards.read(folder)) {
      return samples.toList();
    }
  }

  @Test
  void givenABuildOfTheCleanedSource_thenLedgerAndCardNameWhatWasLeftOutAndTheOthersAreTheSame(
      @TempDir Path folder) throws Exception {
    Path all = folder.resolve("all");
    DatasetBuild.of(source(), new Keeper(), all).run();
    Path cleaned = folder.resolve("cleaned");
    BuildReport report =
        DatasetBuild.of(HygieneReport.of(source()).cleaned(), new Keeper(), cleaned).run();
    assertEquals(Map.of("dark", 1L, "duplicate", 1L), report.droppedByFilter());
    List<LedgerRow> rows = Ledger.read(cleaned).rows();
    assertEquals(
        List.of("", "dark", "duplicate"), rows.stream().limit(3).map(LedgerRow::reason).toList());
    assertEquals("caption of b", rows.get(1).caption());
    assertEquals(2, rows.get(2).score().orElseThrow(), "the second of equal ones");
    String card = Files.readString(cleaned.resolve("README.md"));
    assertTrue(card.contains("cleaned of 2 (1 dark, 1 duplicate)"), card);
    assertTrue(card.contains("| `duplicate` | 1 |"), card);
    List<StoredSample> before = samples(all);
    assertEquals(List.of(before.get(0), before.get(3)), samples(cleaned));
  }
}
