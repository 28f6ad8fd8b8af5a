package org.text2layer.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.text2layer.data.input.PictureSource;
import org.text2layer.experiment.captions.CaptionFinder;
import org.text2layer.image.Gallery;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.train.LossTerms;
import org.text2layer.train.run.TrainingReport;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

@Tag("digits")
class ViewsTest {
  private static final int PURPLE = 0xff800080;

  static List<Object> hostile() {
    return Views.everything(Views.HOSTILE);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void everyViewSurvivesUntrustedAndTakesNoMarkupFromTexts(Object value) {
    UntrustedHtml.assertSurvives(Views.of(value).html());
  }

  @Test
  void twoLayersAreFourPanelsThatShowWhatTheyAreCalled() {
    List<BufferedImage> panels = Views.pictures(Views.of(Views.redOverBlue(Map.of())).html());
    assertEquals(4, panels.size());
    int onWhite = panels.get(0).getRGB(0, 0);
    int onGrey = panels.get(0).getRGB(8, 0);
    assertEquals(0xffff8080, onWhite, "half red over the light squares");
    assertNotEquals(onWhite, onGrey, "the squares of the checkerboard differ");
    assertEquals(0xff0000ff, panels.get(1).getRGB(5, 5), "background");
    assertEquals(0x80, panels.get(2).getRaster().getSample(5, 5, 0), "mask");
    assertEquals(PURPLE, panels.get(3).getRGB(5, 5), "composed");
  }

  @Test
  void severalLayersAreShownFromBottomToTop() {
    LayeredImage image = Views.redOverBlue(Map.of());
    ImageLayer green =
        new ImageLayer("leaf", RgbImage.filled(64, 64, 0, 1, 0), Mask.filled(64, 64, 1));
    View view = Views.of(image.plus(green));
    List<BufferedImage> panels = Views.pictures(view.html());
    assertEquals(4, panels.size());
    assertEquals(0xff0000ff, panels.get(0).getRGB(5, 5), "backdrop");
    assertEquals(0xff00ff00, panels.get(2).getRGB(5, 5), "leaf");
    assertEquals(0xff00ff00, panels.get(3).getRGB(5, 5), "composed");
    assertTrue(view.html().contains("layer 2: leaf"));
  }

  @Test
  void anEditedImageSaysThatItsCaptionIsNotAllOfTheTruth() {
    LayeredImage apple = Views.redOverBlue(Map.of("caption", "a red apple on a wooden table"));
    String html = Views.of(apple.over(RgbImage.filled(64, 64, 0, 1, 0))).html();
    assertTrue(html.contains(">a red apple on a wooden table (edited)</div>"), html);
  }

  @Test
  void aSourceOfPicturesShowsItsNameAndNoPlaceOfThisMachine(@TempDir Path folder) {
    View view = Views.of(PictureSource.folder(folder));
    assertEquals("Pictures of " + folder.getFileName(), view.text());
    assertFalse(view.html().contains(folder.getParent().toString()), view.html());
  }

  @Test
  void aCaptionFinderShowsItsBestCaptionsAsATable() {
    View view = Views.of(CaptionFinder.embedded());
    assertTrue(view.html().contains("683 rows, the first 10 shown"), view.html());
    assertTrue(CaptionFinder.embedded().toString().contains("steps 10"));
  }

  @Test
  void aNumberThatMayBeMissingIsANumberOrAnEmptyCell() {
    record Judged(String name, OptionalDouble score) {}
    View view =
        Views.of(
            List.of(
                new Judged("a", OptionalDouble.of(0.5)), new Judged("b", OptionalDouble.empty())));
    assertFalse(view.html().contains("OptionalDouble"), view.html());
    assertEquals("name a, score 0.5000, name b, score none", view.text());
  }

  @Test
  void aGeneratedImageTellsItsCaptionAboveAndItsOriginBelow() {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("caption", "a red apple");
    provenance.put("seed", "7");
    provenance.put("sampler", "DDIM");
    View view = Views.of(Views.redOverBlue(provenance));
    assertTrue(view.html().contains(">a red apple</div>"));
    assertTrue(view.html().contains(">64 × 64 · seed 7 · sampler DDIM</div>"));
    assertTrue(view.text().contains("a red apple"));
  }

  @Test
  void aGallerySaysOnceWhatItsImagesShare() {
    Map<String, LayeredImage> images = new LinkedHashMap<>();
    images.put(
        "seed 7", Views.redOverBlue(Map.of("caption", "an apple", "seed", "7", "steps", "20")));
    images.put(
        "seed 8", Views.redOverBlue(Map.of("caption", "an apple", "seed", "8", "steps", "20")));
    String html = Views.of(Gallery.labelled(images)).html();
    assertEquals(8, Views.pictures(html).size(), "composed and three parts, twice");
    assertEquals(2, html.split(">an apple<|>steps 20<", -1).length - 1);
    assertTrue(html.contains(">seed 7<") && html.contains(">seed 8<"));
  }

  @Test
  void aGalleryOfSeveralLayersShowsEachOfThemAndTheBackground() {
    ImageLayer green =
        new ImageLayer("leaf", RgbImage.filled(64, 64, 0, 1, 0), Mask.filled(64, 64, 1));
    View view = Views.of(Gallery.of(List.of(Views.redOverBlue(Map.of()).plus(green))));
    List<BufferedImage> pictures = Views.pictures(view.html());
    assertEquals(4, pictures.size(), "composed, two layers, background");
    assertEquals(0xff00ff00, pictures.get(2).getRGB(5, 5), "leaf");
    assertEquals(0xff0000ff, pictures.get(3).getRGB(5, 5), "background");
  }

  @Test
  void anEmptyGalleryIsSaidToBeEmpty() {
    assertTrue(Views.of(Gallery.of(List.of())).html().contains("an empty gallery"));
  }

  @Test
  void aPictureIsShownPixelByPixelUpToThePagesWidth() {
    RgbImage wide = RgbImage.filled(2000, 10, 0.2f, 0.4f, 0.6f);
    String html = Views.of(wide).html();
    assertEquals(2000, Views.pictures(html).get(0).getWidth());
    assertTrue(html.contains("width=\"768\" height=\"4\""), "shown smaller, in proportion");
  }

  @Test
  void aTransparentPictureLiesOnTheCheckerboard() {
    RgbaImage clear = RgbaImage.of(RgbImage.filled(16, 16, 0, 0, 0), Mask.filled(16, 16, 0));
    BufferedImage shown = Views.pictures(Views.of(clear).html()).get(0);
    assertEquals(0xffffffff, shown.getRGB(0, 0));
    assertEquals(shown.getRGB(8, 0), shown.getRGB(0, 8));
    assertFalse(shown.getColorModel().hasAlpha());
  }

  @Test
  void aTableShowsItsNamesAndItsFirstTenRows() {
    double[] values = IntStream.range(0, 25).mapToDouble(i -> i + 0.5).toArray();
    Table table =
        Table.create(
            "scores",
            DoubleColumn.create("score", values),
            StringColumn.create(
                "file", IntStream.range(0, 25).mapToObj(i -> "x".repeat(200)).toList()));
    String html = Views.of(table).html();
    assertTrue(html.contains(">score<") && html.contains(">file<"));
    assertTrue(html.contains(">9.5<"), "the tenth row");
    assertFalse(html.contains(">10.5<"), "the eleventh");
    assertFalse(html.contains("x".repeat(81)), "long texts are cut");
    assertTrue(html.contains("25 rows × 2 columns, the first 10 × 2 shown"));
  }

  @Test
  void numbersOfAColumnHaveTheSameDecimalsAndZeroHasNoSign() {
    Table table =
        Table.create(
            DoubleColumn.create("loss", 0.123456789012345, -0.00000001, 12),
            DoubleColumn.create("tiny", 2.5e-7, 1e-6, 0));
    String html = Views.of(table).html();
    for (String shown : List.of("0.12", "0.00", "12.00", "2.500e-07", "1.000e-06")) {
      assertTrue(html.contains(">" + shown + "</td>"), shown + " in " + html);
    }
  }

  @Test
  void smallNumbersBesideLargeOnesKeepTwoDigits() {
    Table table = Table.create("t", DoubleColumn.create("x", 297, 4.361, 0.215, 0));

    String html = Views.of(table).html();

    for (String shown : List.of(">297.00<", ">4.36<", ">0.22<", ">0.00<")) {
      assertTrue(html.contains(shown), shown + " in " + html);
    }
  }

  @Test
  void aTablesWordsStayShortWhereATextIsLong() {
    Table table = Table.create("captions", StringColumn.create("caption", "x".repeat(5000), "y"));
    String words = Views.of(table).text();
    assertTrue(words.length() < 1000, words);
    assertTrue(words.contains("x".repeat(79) + "…") && words.contains("2 rows"), words);
  }

  @Test
  void aTableWithoutANameIsShownAll() {
    View view = Views.of(Table.create(StringColumn.create("caption", "a lemon")));
    assertTrue(view.html().contains("a lemon"), view.html());
    assertTrue(view.text().contains("a lemon") && !view.text().contains("null"), view.text());
  }

  @Test
  void anEmptyAndAWideTableAreShown() {
    assertTrue(Views.of(Table.create("none")).html().contains("0 rows × 0 columns"));
    Table wide = Table.create("wide");
    IntStream.range(0, 300).forEach(i -> wide.addColumns(IntColumn.create("c" + i, 1)));
    assertTrue(Views.of(wide).html().contains("1 rows × 300 columns, the first 1 × 20 shown"));
  }

  @Test
  void aChartIsDrawnWithTwicePixels() {
    String html = Views.of(Views.chart("loss")).html();
    BufferedImage picture = Views.pictures(html).get(0);
    assertEquals(400, picture.getWidth());
    assertTrue(html.contains("width=\"200\""));
    assertTrue(
        IntStream.range(0, picture.getWidth())
                .map(x -> picture.getRGB(x, picture.getHeight() / 2))
                .distinct()
                .count()
            > 2,
        "something is drawn");
  }

  static Stream<Supplier<View>> failures() {
    return Stream.of(
        () -> {
          throw new IllegalStateException("<no>");
        },
        () -> {
          throw new OutOfMemoryError("<no>");
        },
        () -> {
          throw new NoSuchMethodError("<no>");
        });
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aViewThatFailsSaysSoInsteadOfFailingTheCell(Supplier<View> failure) {
    Rendering<String> broken = new Rendering<>(String.class, value -> failure.get());
    assertTrue(broken.of("x").text().startsWith("Expected to show a String but it failed"));
    assertTrue(broken.of("x").html().contains("&lt;no&gt;"));
  }

  @Test
  void aGridRefusesAWidthThatNoPageHas() {
    PictureGrid grid = PictureGrid.of("m", Mask.filled(4, 4, 1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> grid.shownAt(0)).getMessage();
    assertTrue(message.contains("1 to 2000 pixels but came 0"), message);
  }

  @Test
  void thePresetIsFullUnlessTheVariableNamesAnother() {
    assertEquals(50, Preset.FULL.choose(50, 2));
    assertEquals(2, Preset.named("ci").choose(50, 2));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Preset.named("cpi")).getMessage();
    assertTrue(message.contains("full or ci") && message.contains("\"cpi\""), message);
  }

  /** As the library's own records: public, so that its components can be read. */
  public record Judged(String caption, double score, Mask mask, List<Integer> seeds) {}

  private static List<Judged> judged(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Judged("<b>" + i, i + 0.123456, Mask.filled(4, 4, 1), List.of(i)))
        .toList();
  }

  @Test
  void anEnumShowsAsWords() {
    assertEquals("preset: full", Views.of(Preset.FULL).text());
    assertEquals("all steps done", Views.of(TrainingReport.End.COMPLETE).text());
    assertTrue(Views.of(TrainingReport.End.TIME_LIMIT).html().contains(">time limit reached<"));
    assertEquals("spacing: trailing", Views.of(Spacing.TRAILING).text());
    assertTrue(Views.of(List.of(Spacing.TRAILING)).html().contains(">trailing<"));
  }

  private enum Spacing {
    TRAILING
  }

  @Test
  void whatARecordHoldsShowsAsWords() {
    LossTerms terms = LossTerms.total(0.123456).with("l1", 2);
    View view =
        Views.of(new TrainingReport(9, TrainingReport.End.INTERRUPTED, terms, Path.of("run")));
    for (String cell : List.of(">interrupted<", ">values total 0.1235, l1 2.000<", ">run<")) {
      assertTrue(view.html().contains(cell), cell + " in " + view.html());
    }
    assertFalse(view.text().contains("[") || view.text().contains("INTERRUPTED"), view::text);
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    assertTrue(Views.of(itself).text().length() < 100);
  }

  @Test
  void aListOfPicturesIsARowOfPicturesCutWithACount() {
    List<Mask> masks = Collections.nCopies(30, Mask.filled(4, 4, 0.5f));
    View view = Views.of(masks);
    assertEquals(24, Views.pictures(view.html()).size());
    assertTrue(view.html().contains("30 values, the first 24 shown"));
  }

  @Test
  void aListOfRecordsIsATableOfItsComponents() {
    View view = Views.of(judged(12));
    for (String name : List.of("caption", "score", "mask", "seeds")) {
      assertTrue(view.html().contains(">" + name + "</th>"), name);
    }
    assertEquals(10, Views.pictures(view.html()).size());
    assertTrue(view.html().contains("&lt;b&gt;9") && view.html().contains("9.123"));
    assertTrue(view.html().contains("12 rows, the first 10 shown"));
    UntrustedHtml.assertSurvives(view.html());
  }

  @Test
  void aRecordWithRecordsInItShowsThemAsATable() {
    String html =
        Views.of(new Measured(List.of(new Named("mask", 0.998), new Named("hole", 1)))).html();

    assertEquals(2, html.split("<table").length - 1);
    assertTrue(html.contains(">mask<") && html.contains(">0.9980<"), html);
    assertTrue(html.contains(">filter scores<"), html);
  }

  /** As a judgement holds scores. */
  public record Measured(List<Named> filterScores) {}

  /** One of them. */
  public record Named(String name, double value) {}

  @Test
  void aMapShowsItsKeysAndWhatTheyLeadTo() {
    View view = Views.of(Map.of("<i>", Mask.filled(4, 4, 1)));
    assertTrue(view.html().contains("&lt;i&gt;"));
    assertEquals(1, Views.pictures(view.html()).size());
    assertTrue(view.html().contains("1 entry<"));
  }

  @Test
  void aRecordIsATableAndAWallOfWordsIsCut() {
    assertEquals(1, Views.pictures(Views.of(judged(1).get(0)).html()).size());
    View wall = Views.of(Collections.nCopies(5_000, "<word>"));
    assertTrue(wall.text().length() <= 2_000 && wall.html().length() < 10_000);
    assertTrue(wall.html().contains("5,000 values"));
    record Hidden(int n) {}
    assertTrue(Views.of(new Hidden(7)).text().contains("7"), "no component of it can be read");
  }
}
