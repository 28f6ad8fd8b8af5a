package com.example.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.Inpainter;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.synth.LayerRecipe;
import org.text2layer.synth.LayerSynthesizer;
import org.text2layer.synth.SynthesisConfiguration;
import org.text2layer.synth.SynthesizedSample;
import org.text2layer.synth.quality.QualityFilters;

/** A detector as one class outside of the library. */
class OwnDetectorTest {
  private static final int SIDE = 64;

  @TempDir Path folder;

  /** What differs from the picture's first pixel; holds native memory, as one with a network. */
  private static class DifferentColour implements SalientObjectDetector {
    final NDManager memory = NDManager.newBaseManager();

    @Override
    public Mask detect(RgbImage picture) {
      float[] mask = new float[picture.width() * picture.height()];
      for (int i = 0; i < mask.length; i++) {
        double difference = 0;
        for (int channel = 0; channel < 3; channel++) {
          float value = picture.value(i % picture.width(), i / picture.width(), channel);
          difference += Math.abs(value - picture.value(0, 0, channel));
        }
        mask[i] = difference > 0.5 ? 1 : 0;
      }
      return Mask.of(picture.width(), picture.height(), mask);
    }

    @Override
    public String description() {
      return "what differs from the first pixel by more than 0.5";
    }

    @Override
    public void close() {
      memory.close();
    }
  }

  /** A red square of this side and place on green. */
  private static RgbImage square(int from, int side) {
    float[] rgb = new float[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      boolean inside =
          i % SIDE >= from && i % SIDE < from + side && i / SIDE >= from && i / SIDE < from + side;
      rgb[3 * i + (inside ? 0 : 1)] = 1;
    }
    return RgbImage.of(SIDE, SIDE, rgb);
  }

  private static LayerSynthesizer synthesizer(SalientObjectDetector detector) {
    return LayerSynthesizer.of(
        detector,
        new SmoothInpainter(),
        SynthesisConfiguration.standard().withWorkingSize(SIDE).withDilation(0));
  }

  private static LayerRecipe recipe(SalientObjectDetector detector) {
    return LayerRecipe.of(synthesizer(detector), QualityFilters.of());
  }

  private Ledger built(LayerRecipe recipe, int pictures) {
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      records.add(CaptionedPicture.of("key" + i, "a red square", square(8 + 4 * i, 12)));
    }
    DatasetBuild.of(PictureSource.of("squares", records), recipe, folder.resolve("set"))
        .withOptions(BuildOptions.standard().withWorkers(1).withSizes(2, 2))
        .run();
    return Ledger.read(folder.resolve("set"));
  }

  @Test
  void givenAnOwnDetector_whenAPictureIsTakenApart_thenItsMaskCutsTheObjectOut() {
    try (LayerSynthesizer synthesizer = synthesizer(new DifferentColour())) {
      SynthesizedSample sample = synthesizer.synthesize(square(20, 16), "a red square");
      assertEquals(16 * 16 / (double) (SIDE * SIDE), sample.mask().area(), 1e-9);
      assertEquals(1, sample.foreground().value(20, 35, 0));
      assertEquals(0, sample.foreground().value(19, 35, 1));
      assertEquals(1, sample.background().value(28, 28, 1), 1e-3, "green behind the square");
    }
  }

  @Test
  void givenAnOwnDetector_whenABuildRuns_thenTheShardsNameItAndANewDescriptionIsAnotherBuild() {
    try (LayerRecipe recipe = recipe(new DifferentColour())) {
      assertEquals(3, built(recipe, 3).count(Verdict.KEPT));
    }
    try (Stream<String> named =
        LayeredShards.read(folder.resolve("set"))
            .map(stored -> stored.sample().layers().provenance().get("detector"))) {
      assertEquals(
          List.of("what differs from the first pixel by more than 0.5"), named.distinct().toList());
    }
    DifferentColour renamed =
        new DifferentColour() {
          @Override
          public String description() {
            return "another";
          }
        };
    try (LayerRecipe recipe = recipe(renamed)) {
      assertThrows(RuntimeException.class, () -> built(recipe, 3));
    }
  }

  @Test
  void givenADetectorThatFailsInTheMiddle_thenItsRecordsFailInOneSentenceAndMemoryIsFreed() {
    AtomicInteger calls = new AtomicInteger();
    DifferentColour fragile =
        new DifferentColour() {
          @Override
          public Mask detect(RgbImage picture) {
            return switch (calls.getAndIncrement()) {
              case 1 -> throw new IllegalStateException("Expected an object but there is none.");
              case 2 -> Mask.filled(SIDE / 2, SIDE, 1);
              default -> super.detect(picture);
            };
          }
        };
    Ledger ledger;
    try (LayerRecipe recipe = recipe(fragile)) {
      ledger = built(recipe, 5);
      assertTrue(fragile.memory.isOpen());
    }
    assertFalse(fragile.memory.isOpen());
    assertEquals("Expected an object but there is none.", ledger.rows().get(1).reason());
    assertEquals(
        "Expected a mask of the detector 'what differs from the first pixel by more than 0.5' of the picture's size 64x64 but it is 32x64: correct what made it.",
        ledger.rows().get(2).reason());
    assertEquals(
        List.of(0L, 3L, 4L),
        ledger.rows().stream()
            .filter(row -> row.verdict() == Verdict.KEPT)
            .map(row -> row.record())
            .toList());
    assertEquals(3, LayeredShards.read(folder.resolve("set")).count());
    assertFalse(Files.exists(folder.resolve("set/work")));
  }

  @Test
  void givenADetectorThatCannotBeClosed_thenTheInpainterIsClosedAllTheSame() {
    NDManager memory = NDManager.newBaseManager();
    SalientObjectDetector stuck =
        new DifferentColour() {
          @Override
          public void close() {
            super.close();
            throw new IllegalStateException("cannot be closed");
          }
        };
    Inpainter holding =
        new Inpainter() {
          @Override
          public RgbImage inpaint(RgbImage picture, Mask hole) {
            return picture;
          }

          @Override
          public String description() {
            return "nothing";
          }

          @Override
          public void close() {
            memory.close();
          }
        };
    LayerRecipe recipe =
        LayerRecipe.of(
            LayerSynthesizer.of(stuck, holding, SynthesisConfiguration.standard()),
            QualityFilters.of());
    assertThrows(IllegalStateException.class, recipe::close);
    assertFalse(memory.isOpen());
  }
}
