package org.text2layer.experiment.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.mask.MaskScores;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.synth.LayerSynthesizer;
import org.text2layer.synth.SynthesisConfiguration;
import org.text2layer.synth.quality.Judgement;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.QualityFilters;
import org.text2layer.synth.quality.defect.ControlledDefects;
import org.text2layer.synth.quality.defect.Defect;
import tech.tablesaw.api.Table;

class LayerTruthTest {
  @Test
  void givenJudgedSamplesThenTheGroupsAreThoseThatTheFiltersMake() {
    LayerTruth truth =
        new LayerTruth(
            List.of(
                sample("automatic", 0.9, 0.9, 0.9),
                sample("automatic", 0.7, 0.9, 0.1),
                sample("small object", 0.1, 0.2, 0.1),
                sample("small object", 0.3, 0.2, 0.9)),
            List.of());
    assertEquals(1, truth.group(SampleGroup.KEPT).size());
    assertEquals(3, truth.group(SampleGroup.DROPPED).size());
    assertEquals(2, truth.group(SampleGroup.droppedBy("mask")).size());
    assertEquals(2, truth.group(SampleGroup.droppedBy("inpainting")).size());
    assertEquals(0.5, truth.mean(SampleGroup.ALL, AccuracyMeasure.MASK_IOU).mean(), 1e-9);
    assertEquals(0.9, truth.mean(SampleGroup.KEPT, AccuracyMeasure.MASK_IOU).mean(), 1e-9);
    assertEquals(0.75, truth.share(SampleGroup.DROPPED).mean(), 1e-9);
  }

  @Test
  void givenKindsThenEachHasARowWithItsDroppedShareAndItsAccuracyBeforeAndAfter() {
    LayerTruth automatic =
        new LayerTruth(
            List.of(sample("automatic", 0.8, 0.9, 0.9), sample("automatic", 0.4, 0.1, 0.9)),
            List.of());
    LayerTruth small =
        new LayerTruth(List.of(sample("small object", 0.1, 0.1, 0.9)), List.of("one failed"));
    LayerTruth mixed = automatic.plus(small);
    assertEquals(List.of("automatic", "small object"), mixed.kinds());
    assertEquals(List.of("one failed"), mixed.failures());
    Table table = mixed.byKind();
    assertEquals("0.500 [0.000, 1.000]", table.stringColumn("dropped").get(0));
    assertEquals(0.6, table.doubleColumn("mask IoU").get(0), 1e-9);
    assertEquals(0.8, table.doubleColumn("mask IoU, kept").get(0), 1e-9);
    assertTrue(table.doubleColumn("mask IoU, kept").isMissing(1));
    assertEquals(3, mixed.bySample().rowCount());
    assertEquals(5 + 1, mixed.comparison().columnCount());
    assertTrue(mixed.comparison().stringColumn("kept").get(1).startsWith("0.800 ["));
  }

  @Test
  void givenAPictureThatCannotBeTakenApartThenItIsAFailureAndTheOthersAreMeasured() {
    EmojiScenes scenes = EmojiScenes.test();
    LayeredSample all = full();
    SalientObjectDetector atFirst =
        new SalientObjectDetector() {
          @Override
          public String description() {
            return "a detector of this test";
          }

          @Override
          public Mask detect(RgbImage picture) {
            boolean isFull = picture.equals(all.picture());
            return isFull ? Mask.filled(256, 256, 1) : scenes.sample(4).layers().mask();
          }

          @Override
          public void close() {}
        };
    try (LayerSynthesizer synthesizer =
            LayerSynthesizer.of(atFirst, new SmoothInpainter(), SynthesisConfiguration.standard());
        QualityFilters filters = QualityFilters.standard(ComputeDevice.named("cpu"))) {
      LayerTruth truth = LayerTruth.measure(Stream.of(all, scenes.sample(4)), synthesizer, filters);
      assertEquals(1, truth.failures().size());
      assertTrue(truth.failures().get(0).startsWith("'a wall': "), truth.failures().toString());
      assertEquals(1, truth.samples().get(0).accuracy().mask().iou(), 1e-9);
    }
  }

  @Test
  void givenMoreSamplesThanABatchThenTheirOrderAndNumbersAreThoseOfEachAlone() {
    EmojiScenes scenes = EmojiScenes.test();
    try (LayerSynthesizer synthesizer = LayerSynthesizer.standard();
        QualityFilters filters = QualityFilters.standard()) {
      LayerTruth together =
          LayerTruth.measure(
              LongStream.range(0, 17).mapToObj(scenes::sample), synthesizer, filters);
      LayerTruth last = LayerTruth.measure(Stream.of(scenes.sample(16)), synthesizer, filters);
      LayerTruth.JudgedSample seventeenth = together.samples().get(16);
      assertEquals(17, together.samples().size());
      assertEquals(last.samples().get(0).accuracy(), seventeenth.accuracy());
      assertEquals(
          last.samples().get(0).judgement().of("mask").score(),
          seventeenth.judgement().of("mask").score(),
          1e-4);
    }
  }

  @Test
  void givenDefectsThatWerePutInThenTheTruthShowsEachOfThem() {
    EmojiScenes scenes = EmojiScenes.unseenObjects();
    try (QualityFilters filters = QualityFilters.standard()) {
      LayerTruth masks = defects(PaperFilter.MASK, scenes, filters);
      LayerTruth backgrounds = defects(PaperFilter.INPAINTING, scenes, filters);
      double good = iou(masks.kind("good mask"));
      assertTrue(good > 0.85, "good masks " + good);
      assertTrue(iou(masks.kind(Defect.INCOMPLETE_OBJECT.label())) < 0.7);
      assertTrue(iou(masks.kind(Defect.BACKGROUND_IN_MASK.label())) < 0.75);
      assertTrue(
          hidden(masks.kind(Defect.INCOMPLETE_OBJECT.label())) < hidden(masks.kind("good mask")));
      double edge = masks.mean(SampleGroup.ALL, AccuracyMeasure.EDGE_ERROR).mean();
      assertTrue(edge > 0.02, "F is told apart from the picture, edge error " + edge);
      assertEquals(1, iou(backgrounds), 1e-9);
      for (Defect defect : Defect.of(PaperFilter.INPAINTING)) {
        double bad = hidden(backgrounds.kind(defect.label()));
        assertTrue(bad < hidden(backgrounds.kind("good background")), defect + " " + bad);
      }
    }
  }

  private static LayerTruth defects(
      PaperFilter filter, EmojiScenes scenes, QualityFilters filters) {
    ControlledDefects set = ControlledDefects.of(filter, scenes, 8);
    return DefectTruth.measure(set, 12, new SmoothInpainter(), filters);
  }

  private static double iou(LayerTruth truth) {
    return truth.mean(SampleGroup.ALL, AccuracyMeasure.MASK_IOU).mean();
  }

  private static double hidden(LayerTruth truth) {
    return truth.mean(SampleGroup.ALL, AccuracyMeasure.HIDDEN_PSNR).mean();
  }

  private static LayeredSample full() {
    RgbImage red = RgbImage.filled(256, 256, 1, 0, 0);
    return new LayeredSample(
        "a wall", red, LayeredImage.twoLayer(red, red, Mask.filled(256, 256, 1)));
  }

  private static LayerTruth.JudgedSample sample(
      String kind, double iou, double mask, double inpainting) {
    MaskScores scores = new MaskScores(iou, 0.1, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9);
    return new LayerTruth.JudgedSample(
        kind,
        new LayerAccuracy("a box", 0.2, 0.2, scores, 0.1, 0.3, 20, 20, Double.NaN),
        new Judgement(
            List.of(
                new Judgement.Score("mask", mask, 0.5),
                new Judgement.Score("inpainting", inpainting, 0.5))));
  }
}
