package org.text2layer.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.BuiltFiles;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.Inputs;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.synth.quality.QualityFilter;
import org.text2layer.synth.quality.QualityFilters;

/** Squares of growing size, of which filters judge the area and the colour. */
class RefilterTest {
  private static final int RECORDS = 8;

  @TempDir static Path builds;
  @TempDir Path folder;

  private static LayerRecipe recipe;

  @BeforeAll
  static void build() {
    recipe = recipe(0.1, 0.5);
    build(recipe, builds.resolve("strict"));
  }

  @AfterAll
  static void close() {
    recipe.close();
  }

  private static LayerRecipe recipe(double area, double green) {
    QualityFilters filters =
        QualityFilters.of(
                new Measure("area", "the mask's area", 0, sample -> sample.layers().mask().area()),
                new Measure(
                    "green",
                    "the background's green; threshold 0.9 is usual",
                    0,
                    sample -> sample.layers().background().value(0, 0, 1)))
            .withThreshold("area", area)
            .withThreshold("green", green);
    return LayerRecipe.of(
        LayerSynthesizer.of(new White(), new SmoothInpainter(), SynthesisConfiguration.standard()),
        filters);
  }

  private static void build(LayerRecipe by, Path into) {
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      byte[] half = Inputs.truncatedPng(i);
      records.add(
          i == 2
              ? CaptionedPicture.of("cut", "a half", "half", () -> new ByteArrayInputStream(half))
              : CaptionedPicture.of("square " + i, "a square <" + i + ">", square(i)));
    }
    DatasetBuild.of(PictureSource.of("squares", records), by, into)
        .withOptions(BuildOptions.standard().withSizes(1, 3))
        .run();
  }

  /** The first has none. */
  private static RgbImage square(int i) {
    float[] rgb = new float[3 * 64 * 64];
    for (int p = 0; p < rgb.length; p++) {
      int x = p / 3 % 64;
      int y = p / 3 / 64;
      boolean inside = Math.max(Math.abs(x - 32), Math.abs(y - 32)) < 4 * i;
      rgb[p] = inside ? 1 : p % 3 == 1 ? 0.1f * i : 0.2f;
    }
    return RgbImage.of(64, 64, rgb);
  }

  @Test
  void givenOtherThresholds_whenRefiltered_thenItHasTheBytesOfABuildWithThem() throws IOException {
    Path looser = folder.resolve("looser");
    Refilter refilter =
        Refilter.of(builds.resolve("strict"))
            .withThreshold("area", 0.02)
            .withThreshold("green", 0.35);
    Ledger atOnce = refilter.ledger();
    Refiltering changed = refilter.into(looser);
    assertEquals(Ledger.read(looser).rows(), atOnce.rows());
    assertEquals(Ledger.read(looser).droppedByFilter(), atOnce.droppedByFilter());
    build(recipe(0.02, 0.35), folder.resolve("built"));
    BuiltFiles.assertSame(folder.resolve("built"), looser);
    assertEquals(RECORDS, changed.records());
    assertEquals(Ledger.read(looser).count(Verdict.KEPT), changed.kept());
    assertTrue(!changed.cameIn().isEmpty() && changed.wentOut().isEmpty(), changed.toString());
  }

  @Test
  void givenAStricterThreshold_thenWhatWentOutSaysByWhichFilterAndWithWhichScore() {
    Refiltering changed =
        Refilter.of(builds.resolve("strict")).withThreshold("green", 0.65).into(folder);
    List<Long> records = changed.wentOut().stream().map(LedgerRow::record).toList();
    assertEquals(List.of(5L, 6L), records, changed.toString());
    LedgerRow first = changed.wentOut().get(0);
    assertEquals("green", first.reason());
    assertEquals(first.scores().get("green"), first.score().orElseThrow());
    assertEquals("1 of 8 records kept, 3 before: 0 came in, 2 went out", changed.toString());
  }

  @Test
  void givenWhatNoFilterWasAskedFor_thenItStaysDroppedOrFailed() {
    Refilter.of(builds.resolve("strict"))
        .withThreshold("area", 0)
        .withThreshold("green", 0)
        .into(folder);
    List<LedgerRow> rows = Ledger.read(folder).rows();
    assertEquals("empty mask", rows.get(0).reason());
    assertEquals(Verdict.FAILED, rows.get(2).verdict());
    assertEquals(RECORDS - 2, Ledger.read(folder).count(Verdict.KEPT));
  }

  @Test
  void givenAFilterOrABuildThatIsNotThere_thenNothingIsWritten() {
    Refilter ofMask = Refilter.of(builds.resolve("strict")).withThreshold("mask", 0.5);
    String message =
        assertThrows(IllegalArgumentException.class, () -> ofMask.into(folder.resolve("new")))
            .getMessage();
    assertTrue(message.contains("[area, green]") && message.contains("'mask'"), message);
    assertThrows(DatasetException.class, () -> Refilter.of(folder).into(folder.resolve("new")));
    assertTrue(Files.notExists(folder.resolve("new")));
  }

  @Test
  void givenAFolderOfOtherThresholds_thenItIsRefusedAndUntouched() {
    Refilter.of(builds.resolve("strict")).withThreshold("green", 0.65).into(folder);
    Refilter other = Refilter.of(builds.resolve("strict")).withThreshold("green", 0.45);
    assertThrows(DatasetException.class, () -> other.into(folder));
    assertEquals(1, Ledger.read(folder).count(Verdict.KEPT));
  }

  /** Finds what is white. */
  private record White() implements SalientObjectDetector {
    @Override
    public Mask detect(RgbImage picture) {
      float[] mask = new float[picture.width() * picture.height()];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = picture.value(i % picture.width(), i / picture.width(), 0) > 0.9f ? 1 : 0;
      }
      return Mask.of(picture.width(), picture.height(), mask);
    }

    @Override
    public String description() {
      return "white";
    }

    @Override
    public void close() {}
  }

  private record Measure(
      String name, String description, double threshold, ToDoubleFunction<LayeredSample> of)
      implements QualityFilter {
    @Override
    public double score(LayeredSample sample) {
      return of.applyAsDouble(sample);
    }
  }
}
