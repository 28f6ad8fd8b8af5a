package org.text2layer.experiment.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.synth.LayerSynthesizer;
import org.text2layer.synth.SynthesisConfiguration;
import tech.tablesaw.api.Table;

class StackTruthTest {
  private static final EmojiScenes SCENES = EmojiScenes.test().resized(64);

  @Test
  void givenTheTruthThenNothingIsMissingAndNothingToEdit() {
    StackTruth truth =
        StackTruth.measure(
            Stream.of(SCENES.sample(1), SCENES.sample(1, 3), SCENES.sample(2, 3)),
            LayeredSample::layers);
    Table table = truth.byObjects();
    assertEquals(List.of(1, 3), table.intColumn("objects").asList());
    assertEquals(List.of(1, 2), table.intColumn("pictures").asList());
    assertEquals("3.00 [3.00, 3.00]", table.stringColumn("layers found").get(1));
    assertEquals("1.000 [1.000, 1.000]", table.stringColumn("IoU").get(1));
    assertEquals("–", table.stringColumn("wrong order").get(0), "one has no order");
    assertEquals("0.000 [0.000, 0.000]", table.stringColumn("edit distance").get(1));
    assertTrue(
        truth.mean(StackAccuracy::recomposition).mean() < 1e-3, "F is black where m is faint");
  }

  @Test
  void givenOnlyTheBackdropThenEveryObjectIsMissing() {
    StackTruth truth =
        StackTruth.measure(
            Stream.of(SCENES.sample(1, 2)),
            sample -> LayeredImage.of(sample.layers().backdrop(), List.of()));
    Table table = truth.byObjects();
    assertEquals("2.00 [2.00, 2.00]", table.stringColumn("missing").get(0));
    assertEquals("0.000 [0.000, 0.000]", table.stringColumn("IoU").get(0));
    assertTrue(truth.mean(StackAccuracy::recomposition).mean() > 0.01);
    assertTrue(truth.samples().get(0).editDistance().after(StackAccuracy.EDITS).cost() > 0.1);
  }

  @Test
  void givenASynthesizerThenItPeelsAndWhatCannotBeTakenApartIsAFailure() {
    LayeredSample full = SCENES.sample(4);
    LayeredSample two = SCENES.sample(5, 2);
    List<Mask> masks = two.layers().layers().stream().map(layer -> layer.mask()).toList();
    SalientObjectDetector knowing =
        new SalientObjectDetector() {
          private int seen;

          @Override
          public Mask detect(RgbImage picture) {
            boolean isFull = picture.equals(full.picture());
            return isFull ? Mask.filled(64, 64, 1) : masks.get(seen++ == 0 ? 1 : 0);
          }

          @Override
          public String description() {
            return "a detector of this test";
          }

          @Override
          public void close() {}
        };
    try (LayerSynthesizer synthesizer =
        LayerSynthesizer.of(knowing, new SmoothInpainter(), SynthesisConfiguration.standard())) {
      StackTruth truth = StackTruth.measure(Stream.of(full, two), synthesizer, 2);
      assertEquals(1, truth.failures().size());
      assertTrue(truth.failures().get(0).contains(full.caption()), truth.failures().toString());
      StackAccuracy accuracy = truth.samples().get(0);
      assertEquals(2, accuracy.objects());
      assertEquals(2, accuracy.layers());
      assertEquals(1, accuracy.matching().meanIou(), 1e-9);
      assertEquals(0, accuracy.matching().turned());
    }
  }
}
