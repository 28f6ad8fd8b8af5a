package org.text2layer.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.Cropping;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.build.BuiltFiles;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.hygiene.HygieneLimits;
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
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.synth.quality.QualityFilters;

/** The recipe with its real networks. */
class LayerRecipeTest {
  private static final LayerSynthesizer SYNTHESIZER = LayerSynthesizer.standard();
  private static final QualityFilters FILTERS = QualityFilters.standard(ComputeDevice.named("cpu"));
  private static final LayerRecipe RECIPE = LayerRecipe.of(SYNTHESIZER, FILTERS);
  private static final int DAMAGED = 2;

  @TempDir Path folder;

  @AfterAll
  static void close() {
    RECIPE.close();
  }

  @Test
  void givenPicturesOfWhichOneIsDamaged_thenTheBuildHasTheOthersAndTheSameBytesWithMoreWorkers()
      throws IOException {
    BuildReport report = build("one", 1);
    assertEquals(1, report.failed());
    assertEquals(5, report.kept() + report.dropped());
    assertTrue(report.kept() > 0, report.toString());
    Ledger ledger = Ledger.read(folder.resolve("one"));
    for (LedgerRow row : ledger.rows()) {
      boolean damaged = row.record() == DAMAGED;
      assertEquals(damaged, row.verdict() == Verdict.FAILED, row.toString());
      Set<String> scores =
          damaged
              ? Set.of()
              : Set.of(LayerRecipe.BRIGHTNESS, LayerRecipe.HOLE, "inpainting", "mask");
      assertEquals(scores, row.scores().keySet());
    }
    try (Stream<StoredSample> samples = LayeredShards.read(folder.resolve("one"))) {
      StoredSample first = samples.findFirst().orElseThrow();
      assertEquals(RECIPE.provenance(), first.sample().layers().provenance());
      LayeredSample truth = EmojiScenes.test().sample(Long.parseLong(first.key()));
      assertEquals(truth.caption(), first.sample().caption());
      assertTrue(difference(truth.layers().mask(), first.sample().layers().mask()) < 0.1);
    }

    int threads = JniUtils.getNumThreads();
    try {
      JniUtils.setNumThreads(threads == 1 ? 2 : 1); // changes the last bits of a mask
      build("three", 3);
    } finally {
      JniUtils.setNumThreads(threads);
    }
    BuiltFiles.assertSame(folder.resolve("one"), folder.resolve("three"));
  }

  @Test
  void givenTheEmbeddedDetector_thenTheRecipeSaysForWhichPicturesItIsMade() {
    String words = RECIPE.toString();
    assertTrue(words.contains("drawings of one object"), words);
    assertTrue(words.contains("docs/detectors.md"), words);
    assertTrue(words.contains("Filters: mask from 0.5 on"), words);
    assertTrue(words.length() < 600, "checksums are cut: " + words);
  }

  @Test
  void givenAWidePicture_thenWhatWasCutOffStandsInTheLedgerAndInTheShard() {
    LayeredSample sample = EmojiScenes.test().sample(0);
    RgbImage wide = beside(sample.picture());
    DatasetBuild.of(
            PictureSource.of("one", List.of(CaptionedPicture.of("wide", "an object", wide))),
            RECIPE,
            folder.resolve("wide"))
        .run();
    LedgerRow row = Ledger.read(folder.resolve("wide")).rows().get(0);
    Cropping cropping = Cropping.ofScores(row.scores());
    assertEquals(1 / 3.0, cropping.left() + cropping.right(), 1e-9, row.toString());
    assertEquals(0, cropping.top() + cropping.bottom());
    assertTrue(cropping.right() > 0.2, "the object stands on the left: " + row);
  }

  /** The picture with half as much again to its right, in its upper right pixel's colour. */
  private static RgbImage beside(RgbImage picture) {
    int side = picture.width();
    float[] rgb = new float[3 * side * side * 3 / 2];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % (side * 3 / 2);
      int y = i / 3 / (side * 3 / 2);
      rgb[i] = picture.value(Math.min(side - 1, x), x < side ? y : 0, i % 3);
    }
    return RgbImage.of(side * 3 / 2, side, rgb);
  }

  private BuildReport build(String name, int workers) {
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      if (i == DAMAGED) {
        byte[] half = Inputs.truncatedPng(i);
        records.add(
            CaptionedPicture.of("damaged", "a half", "half", () -> new ByteArrayInputStream(half)));
      } else {
        records.add(captioned(i));
      }
    }
    return DatasetBuild.of(PictureSource.of("six", records), RECIPE, folder.resolve(name))
        .withOptions(BuildOptions.standard().withWorkers(workers).withSizes(1, 4))
        .run();
  }

  private static CaptionedPicture captioned(long seed) {
    LayeredSample sample = EmojiScenes.test().sample(seed);
    return CaptionedPicture.of(Long.toString(seed), sample.caption(), sample.picture());
  }

  private static double difference(Mask one, Mask other) {
    float[] values = one.toArray();
    float[] others = other.toArray();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Math.abs(values[i] - others[i]);
    }
    return sum / values.length;
  }

  @Test
  void givenASampleThatAFilterRefuses_thenThatFilterDropsItAndTheSampleIsStillThere() {
    CaptionedPicture picture = captioned(0);
    Outcome.Dropped dropped =
        assertInstanceOf(Outcome.Dropped.class, thresholds(0, 1).make(picture, 1));
    assertEquals("inpainting", dropped.filter());
    assertEquals(dropped.scores().get("inpainting"), dropped.score());
    SynthesizedSample expected = SYNTHESIZER.synthesize(picture.picture(), picture.caption());
    assertEquals(expected.background(), dropped.sample().orElseThrow().layers().background());
    assertEquals(
        "mask",
        assertInstanceOf(Outcome.Dropped.class, thresholds(1, 1).make(picture, 1)).filter());
    assertInstanceOf(Outcome.Kept.class, thresholds(0, 0).make(picture, 1));
  }

  private static LayerRecipe thresholds(double mask, double inpainting) {
    return LayerRecipe.of(
        SYNTHESIZER, FILTERS.withThreshold("mask", mask).withThreshold("inpainting", inpainting));
  }

  @Test
  void givenAMaskOfNothingOrOfEverything_thenThePictureIsDroppedForThat() {
    Outcome.Dropped nothing =
        assertInstanceOf(Outcome.Dropped.class, constant(0.05f).make(captioned(0), 1));
    assertEquals("empty mask", nothing.filter());
    assertEquals(0, nothing.score());
    assertTrue(nothing.sample().isPresent());
    Outcome.Dropped everything =
        assertInstanceOf(Outcome.Dropped.class, constant(1).make(captioned(0), 1));
    assertEquals("full mask", everything.filter());
    assertEquals(1, everything.scores().get(LayerRecipe.HOLE));
    assertEquals(Set.of(LayerRecipe.BRIGHTNESS, LayerRecipe.HOLE), everything.scores().keySet());
  }

  @Test
  void givenAMaskOfACrumbOrAFaintOne_thenThePictureIsDroppedAsEmpty() {
    for (float[] crumb : new float[][] {{11, 1}, {200, 0.4f}}) {
      Outcome.Dropped dropped =
          assertInstanceOf(
              Outcome.Dropped.class,
              with(new Square((int) crumb[0], crumb[1])).make(captioned(0), 1));
      assertEquals("empty mask", dropped.filter());
      assertTrue(dropped.scores().get(LayerRecipe.HOLE) > 0, "the hole around it: " + dropped);
    }
    Outcome asked = with(new Square(13, 1)).make(captioned(0), 1);
    assertTrue(
        !(asked instanceof Outcome.Dropped dropped) || !dropped.filter().equals("empty mask"),
        "0.0026 of the picture is an object: " + asked);
  }

  private static LayerRecipe with(SalientObjectDetector detector) {
    return LayerRecipe.of(
        LayerSynthesizer.of(detector, new SmoothInpainter(), SynthesisConfiguration.standard()),
        FILTERS);
  }

  /** Finds a square in the corner. */
  private record Square(int side, float level) implements SalientObjectDetector {
    @Override
    public Mask detect(RgbImage picture) {
      float[] mask = new float[picture.width() * picture.height()];
      for (int i = 0; i < side * side; i++) {
        mask[i / side * picture.width() + i % side] = level;
      }
      return Mask.of(picture.width(), picture.height(), mask);
    }

    @Override
    public String description() {
      return toString();
    }

    @Override
    public void close() {}
  }

  private static LayerRecipe constant(float value) {
    return with(new Constant(value));
  }

  /** Finds the same everywhere. */
  private record Constant(float value) implements SalientObjectDetector {
    @Override
    public Mask detect(RgbImage picture) {
      return Mask.filled(picture.width(), picture.height(), value);
    }

    @Override
    public String description() {
      return toString();
    }

    @Override
    public void close() {}
  }

  @Test
  void givenHygiene_thenADarkPictureIsDroppedBeforeAnythingIsDetected() {
    LayerRecipe recipe = RECIPE.withHygiene(HygieneLimits.standard());
    RgbImage dark = RgbImage.filled(90, 90, 0.1f, 0.1f, 0.1f);
    Outcome.Dropped dropped =
        assertInstanceOf(
            Outcome.Dropped.class, recipe.make(CaptionedPicture.of("k", "night", dark), 1));
    assertEquals("dark", dropped.filter());
    assertEquals(0.1, dropped.score(), 0.01);
    assertTrue(!dropped.scores().containsKey(LayerRecipe.HOLE), dropped.toString());
  }

  @Test
  void givenAClosedRecipe_thenABuildDoesNotBeginToFailEveryRecord() {
    LayerRecipe recipe = LayerRecipe.standard();
    LayerRecipe same = recipe.withHygiene(HygieneLimits.standard());
    recipe.close();
    DatasetBuild build =
        DatasetBuild.of(
            PictureSource.of("one", List.of(captioned(0))), same, folder.resolve("set"));
    assertThrows(IllegalStateException.class, build::run);
    assertFalse(Files.exists(folder.resolve("set")));
  }

  @Test
  void givenAnyOtherPartOrNumber_thenTheDescriptionIsAnother() {
    String standard = RECIPE.description();
    assertEquals(standard, LayerRecipe.of(SYNTHESIZER, FILTERS).description());
    assertTrue(standard.matches("(?s).*detector: embedded detector, weights [0-9a-f]{64}\n.*"));
    assertNotEquals(standard, RECIPE.withHygiene(HygieneLimits.standard()).description());
    assertNotEquals(standard, thresholds(0.5, 0.51).description());
    assertNotEquals(constant(0.5f).description(), constant(0.6f).description());
  }
}
