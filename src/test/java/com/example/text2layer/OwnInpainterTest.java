package com.example.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.experiment.truth.AccuracyMeasure;
import org.text2layer.experiment.truth.DefectTruth;
import org.text2layer.experiment.truth.LayerTruth;
import org.text2layer.experiment.truth.SampleGroup;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.EmbeddedSalientObjectDetector;
import org.text2layer.model.inpainting.Inpainter;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.synth.LayerRecipe;
import org.text2layer.synth.LayerSynthesizer;
import org.text2layer.synth.SynthesisConfiguration;
import org.text2layer.synth.SynthesizedSample;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.QualityFilters;
import org.text2layer.synth.quality.defect.ControlledDefects;

/** An inpainter as one class outside of the library. */
class OwnInpainterTest {
  @TempDir Path folder;

  /** The mean colour of what the hole leaves, computed in native memory. */
  private static class MeanColour implements Inpainter {
    final NDManager memory = NDManager.newBaseManager();

    @Override
    public RgbImage inpaint(RgbImage picture, Mask hole) {
      Inpainter.requireFillable(picture, hole);
      try (NDManager scope = memory.newSubManager()) {
        Shape pixels = new Shape(picture.height() * picture.width(), 3);
        NDArray outside = scope.create(hole.thresholded(0).inverted().toArray()).expandDims(1);
        NDArray sum = scope.create(picture.toArray(), pixels).mul(outside).sum(new int[] {0});
        float[] mean = sum.div(outside.sum()).toFloatArray();
        RgbImage flat =
            RgbImage.filled(picture.width(), picture.height(), mean[0], mean[1], mean[2]);
        return filled(Inpainter.pasted(picture, flat, hole));
      }
    }

    /** Where a subclass fails, in the middle, with arrays open. */
    RgbImage filled(RgbImage result) {
      return result;
    }

    @Override
    public String description() {
      return "mean colour";
    }

    @Override
    public void close() {
      memory.close();
    }
  }

  private static LayerSynthesizer synthesizer(Inpainter inpainter) {
    return LayerSynthesizer.of(
        EmbeddedSalientObjectDetector.load(), inpainter, SynthesisConfiguration.standard());
  }

  @Test
  void givenAnOwnInpainter_whenAPictureIsTakenApart_thenItFillsTheHoleAndNothingElse() {
    try (LayerSynthesizer synthesizer = synthesizer(new MeanColour())) {
      LayeredSample truth = EmojiScenes.test().sample(0);
      SynthesizedSample sample = synthesizer.synthesize(truth.picture(), truth.caption());
      float[] hole = sample.hole().toArray();
      float[] picture = sample.picture().toArray();
      float[] background = sample.background().toArray();
      double[] mean = new double[3];
      double outside = 0;
      for (int i = 0; i < picture.length; i++) {
        mean[i % 3] += hole[i / 3] == 0 ? picture[i] : 0;
        outside += hole[i / 3] == 0 ? 1 / 3.0 : 0;
      }
      for (int i = 0; i < picture.length; i++) {
        double expected = hole[i / 3] == 0 ? picture[i] : mean[i % 3] / outside;
        assertEquals(expected, background[i], hole[i / 3] == 0 ? 0 : 1e-4);
      }
      assertTrue(synthesizer.description().containsValue("mean colour"));
    }
  }

  @Test
  void givenAnOwnInpainter_thenTheMeasurementsAgainstTheTruthTakeItLikeAnyOther() {
    ControlledDefects set = ControlledDefects.of(PaperFilter.MASK, EmojiScenes.unseenObjects(), 3);
    try (MeanColour own = new MeanColour();
        QualityFilters none = QualityFilters.of()) {
      LayerTruth mean = DefectTruth.measure(set, 4, own, none);
      LayerTruth smooth = DefectTruth.measure(set, 4, new SmoothInpainter(), none);
      double difference = psnr(smooth) - psnr(mean);
      assertTrue(difference > 0, "the smooth fill is nearer by decibels of " + difference);
      assertEquals(4, mean.group(SampleGroup.KEPT).size());
    }
  }

  private static double psnr(LayerTruth truth) {
    return truth.mean(SampleGroup.ALL, AccuracyMeasure.HOLE_PSNR).mean();
  }

  @Test
  void givenAnInpainterThatFailsInTheMiddle_thenItsRecordsFailAndNoArrayStays() {
    LayeredSample second = EmojiScenes.test().sample(1);
    LayeredSample third = EmojiScenes.test().sample(2);
    MeanColour fragile =
        new MeanColour() {
          @Override
          RgbImage filled(RgbImage result) {
            if (result.value(0, 0, 0) == stored(second).value(0, 0, 0)) {
              throw new IllegalStateException("Expected memory but there is none: close others.");
            }
            return result.value(0, 0, 0) == stored(third).value(0, 0, 0)
                ? RgbImage.filled(8, 8, 0, 0, 0)
                : result;
          }
        };
    Ledger ledger;
    try (LayerRecipe recipe = LayerRecipe.of(synthesizer(fragile), QualityFilters.of())) {
      ledger = built(recipe);
      assertTrue(fragile.memory.isOpen());
      assertEquals(List.of(), fragile.memory.getManagedArrays());
    }
    assertFalse(fragile.memory.isOpen());
    assertEquals("Expected memory but there is none: close others.", ledger.rows().get(1).reason());
    assertEquals(
        "Expected a background of the inpainter 'mean colour' of the picture's size 256x256 but it is 8x8: correct what made it.",
        ledger.rows().get(2).reason());
    assertEquals(2, ledger.count(Verdict.FAILED));
    assertEquals(2, ledger.count(Verdict.KEPT));
    assertEquals(2, LayeredShards.read(folder.resolve("set")).count());
  }

  /** As a build sees it: with 8 bits a channel. */
  private static RgbImage stored(LayeredSample sample) {
    return RgbImage.from(sample.picture().toBufferedImage());
  }

  private Ledger built(LayerRecipe recipe) {
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      LayeredSample sample = EmojiScenes.test().sample(i);
      records.add(CaptionedPicture.of("key" + i, sample.caption(), sample.picture()));
    }
    DatasetBuild.of(PictureSource.of("four", records), recipe, folder.resolve("set"))
        .withOptions(BuildOptions.standard().withWorkers(2).withSizes(2, 1))
        .run();
    return Ledger.read(folder.resolve("set"));
  }

  @Test
  void givenAHoleThatLeavesNothing_thenTheSharedCheckSaysSoForAnOwnInpainterToo() {
    try (MeanColour own = new MeanColour()) {
      RgbImage picture = RgbImage.filled(4, 4, 0, 0, 0);
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> own.inpaint(picture, Mask.filled(4, 4, 1)))
              .getMessage();
      assertTrue(message.contains("covers all 4x4 pixels"), message);
    }
  }
}
