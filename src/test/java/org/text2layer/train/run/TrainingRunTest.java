package org.text2layer.train.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.Picture;
import org.text2layer.image.PictureReader;
import org.text2layer.model.unet.UNet;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.train.LossTerms;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.TrainingStep;

@Tag("digits")
class TrainingRunTest {
  private static final TrainingConfiguration SHORT = TrainingConfiguration.of(3, 4).withSeed(3);

  @TempDir Path folder;

  private static String messageOf(TrainingRun<float[]> run) {
    return assertThrows(TrainingException.class, run::run).getMessage();
  }

  private TrainingRun<float[]> run(TinyTraining task, TrainingConfiguration configuration) {
    return TrainingRun.of(task, TinyTraining.DATA, configuration, folder)
        .withOptions(RunOptions.standard().withCheckpoints(1, 9).withPreviewEvery(0));
  }

  private static float[] bias(TinyTraining task) {
    return task.unet.namedParameters().get("conv_in.bias").getArray().toFloatArray();
  }

  @Test
  void givenARunThenTheFolderHoldsWhatNeedsNoneOfUsToRead() throws IOException {
    try (TinyTraining task = new TinyTraining()) {
      List<LogRow> heard = new ArrayList<>();
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void onStep(LogRow row) {
              heard.add(row);
            }
          };
      TrainingReport report = TinyTraining.run(task, folder).withListener(listener).run();
      assertEquals(heard, TrainingLog.read(folder));
      assertEquals(9, heard.size());
      assertEquals(0.01 / 2, heard.get(0).learningRates().get("unet"), 1e-12);
      Checkpoint last = Checkpoint.latest(folder).orElseThrow();
      assertEquals(report.checkpoint(), last.folder());
      assertEquals(
          "noise", last.provenance().getAsJsonObject("data").get("description").getAsString());
      try (Safetensors weights = Safetensors.open(last.folder().resolve("unet.safetensors"))) {
        assertArrayEquals(bias(task), weights.floats("conv_in.bias"));
        assertTrue(weights.metadata().get("provenance").contains("\"seed\":3"));
      }
      Map<String, String> text =
          PictureReader.standard().text(folder.resolve("previews/0000000004/bias-level.png"));
      assertEquals("4", text.get("step"));
      assertTrue(text.get("caption").startsWith("a  bias ?xxx"), "what a PNG can hold");
      assertEquals(2_000, text.get("caption").length());
    }
  }

  @Test
  void givenACheckpointThenANetworkLoadsItsAverage() {
    try (TinyTraining task = new TinyTraining()) {
      run(task, SHORT).run();
      Checkpoint last = Checkpoint.latest(folder).orElseThrow();
      UNet loaded = UNet.of(task.unet.configuration());
      last.load("unet", loaded, task.manager, Precision.FLOAT32);
      float[] average = loaded.namedParameters().get("conv_in.bias").getArray().toFloatArray();
      try (Safetensors tensors =
          Safetensors.open(last.folder().resolve("unet.average.safetensors"))) {
        assertArrayEquals(tensors.floats("conv_in.bias"), average);
      }
      assertFalse(Arrays.equals(bias(task), average));
    }
  }

  @Test
  void givenMoreCheckpointsThanAreKeptThenTheLastOnesStayAndTheBest() {
    try (TinyTraining task = new TinyTraining()) {
      TinyTraining.run(task, folder)
          .withOptions(
              RunOptions.standard().withCheckpoints(1, 2).withPreviewEvery(0).withHeldOutEvery(1))
          .run();
      List<LogRow> rows = TrainingLog.read(folder);
      long best = 1;
      for (LogRow row : rows) {
        if (row.heldOut().total().get() < rows.get((int) best - 1).heldOut().total().get()) {
          best = row.step();
        }
      }
      assertEquals(best, Checkpoint.best(folder).orElseThrow().step());
      List<Long> kept = best >= 8 ? List.of(8L, 9L) : List.of(best, 8L, 9L);
      assertEquals(kept, RunFolder.checkpoints(folder));
    }
  }

  private static List<Long> heldOutSteps(Path folder) {
    return TrainingLog.read(folder).stream()
        .filter(row -> row.heldOut().total().isPresent())
        .map(LogRow::step)
        .toList();
  }

  @Test
  void givenFewerStepsThanTheIntervalsThenTheLastOneIsEvaluatedAndPreviewedOnce() {
    List<Long> previewed = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onPreview(long step, Map<String, Picture> pictures) {
            previewed.add(step);
          }
        };
    try (TinyTraining task = new TinyTraining()) {
      TrainingRun<float[]> run =
          TrainingRun.of(task, TinyTraining.DATA, SHORT, folder).withListener(listener);
      run.run();
      run.run();
    }
    assertEquals(List.of(3L), heldOutSteps(folder));
    assertEquals(List.of(0L, 3L), previewed);
    assertTrue(Checkpoint.latest(folder).orElseThrow().heldOut().isPresent());
  }

  @Test
  void givenStepsThatAreNoMultipleOfTheIntervalsThenTheEndIsEvaluatedBesides() {
    try (TinyTraining task = new TinyTraining()) {
      TinyTraining.run(task, folder).run();
    }
    assertEquals(List.of(2L, 4L, 6L, 8L, 9L), heldOutSteps(folder));
    assertEquals(List.of(0L, 4L, 8L, 9L), RunFolder.previews(folder));
  }

  @Test
  void givenNoneOfThemWantedThenTheEndHasNoneEither() {
    try (TinyTraining task = new TinyTraining()) {
      run(task, SHORT)
          .withOptions(RunOptions.standard().withPreviewEvery(0).withHeldOutEvery(0))
          .run();
    }
    assertEquals(List.of(), heldOutSteps(folder));
    assertEquals(List.of(), RunFolder.previews(folder));
  }

  @Test
  void givenTwoBatchesAStepThenTheGradientsAreThoseOfOneBatchOfTheirSamples() {
    try (TinyTraining whole = new TinyTraining();
        TinyTraining halves = new TinyTraining()) {
      run(whole, SHORT).run();
      TrainingConfiguration two = new TrainingConfiguration(3, 2, 2, SHORT.schedule(), 1, 0.999, 3);
      TrainingRun.of(halves, TinyTraining.DATA, two, folder.resolve("halves")).run();
      assertArrayEquals(bias(whole), bias(halves), 2e-4f);
    }
  }

  /** Loses its way in the second step. */
  private static final class Diverging extends TinyTraining {
    @Override
    public LossTerms step(TrainingStep<float[]> step) {
      LossTerms terms = super.step(step);
      return step.number() == 1 ? terms.with("perceptual", Double.NaN) : terms;
    }
  }

  @Test
  void givenALossThatIsNoNumberThenTheRunStopsBeforeTheWeightsChange() {
    try (Diverging task = new Diverging()) {
      DivergenceException error =
          assertThrows(DivergenceException.class, () -> run(task, SHORT).run());
      assertEquals(2, error.failure().step());
      assertEquals("perceptual", error.failure().term());
      assertEquals(4, error.failure().sampleIds().size());
      assertTrue(error.getMessage().contains(error.failure().sampleIds().toString()));
      assertEquals(1, Checkpoint.latest(folder).orElseThrow().step());
      try (Safetensors dump =
          Safetensors.open(error.failure().dump().resolve("unet.safetensors"))) {
        assertArrayEquals(bias(task), dump.floats("conv_in.bias"));
      }
    }
  }

  @Test
  void givenOtherSettingsThanTheFoldersThenTheMessageSaysWhichDiffers() {
    try (TinyTraining task = new TinyTraining()) {
      run(task, SHORT).run();
      String message = messageOf(run(task, SHORT.withSeed(4)));
      assertTrue(message.contains("its configuration.seed is 3 and not 4"), message);
    }
    try (TinyTraining wider = new TinyTraining(32)) {
      String message = messageOf(run(wider, SHORT));
      assertTrue(
          message.contains("its description.unet.block_out_channels is [16,16] and not [32,32]"),
          message);
    }
  }

  @Test
  void givenACheckpointOfAnotherArchitectureThenTheMessageSaysSo() throws IOException {
    Path other = folder.resolve("other");
    try (TinyTraining task = new TinyTraining();
        TinyTraining wider = new TinyTraining(32)) {
      TrainingRun.of(task, TinyTraining.DATA, SHORT, folder.resolve("ours")).run();
      TrainingRun.of(wider, TinyTraining.DATA, SHORT, other).run();
      String weights = "checkpoints/0000000003/unet.safetensors";
      Files.copy(
          other.resolve(weights),
          folder.resolve("ours").resolve(weights),
          StandardCopyOption.REPLACE_EXISTING);
      String message =
          messageOf(TrainingRun.of(task, TinyTraining.DATA, SHORT, folder.resolve("ours")));
      assertTrue(message.contains("go on with the architecture that wrote it"), message);
    }
  }

  @Test
  void givenFewerSamplesThanABatchOrAForeignFolderThenNothingBegins() throws IOException {
    try (TinyTraining task = new TinyTraining()) {
      TrainingData<float[]> few = TrainingData.of("three", List.of(new float[1]));
      String message = messageOf(TrainingRun.of(task, few, SHORT, folder));
      assertTrue(message.contains("batch of 4 samples but 'three' has 1"), message);
      Files.writeString(folder.resolve("holiday.txt"), "");
      message = messageOf(run(task, SHORT));
      assertTrue(message.contains("has other files"), message);
    }
  }

  @Test
  void givenARunThenNoArrayStaysBehindOnTheManager() {
    try (TinyTraining task = new TinyTraining()) {
      int before = task.manager.getManagedArrays().size();
      run(task, SHORT).run();
      assertEquals(before, task.manager.getManagedArrays().size());
    }
  }

  @Test
  void givenAnotherRunInTheFolderThenItIsRefused() {
    try (TinyTraining task = new TinyTraining();
        TinyTraining second = new TinyTraining()) {
      List<String> messages = new ArrayList<>();
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void onStep(LogRow row) {
              messages.add(messageOf(run(second, SHORT)));
            }
          };
      run(task, SHORT).withListener(listener).run();
      assertTrue(messages.get(0).contains("another one is writing there"), messages.get(0));
    }
  }
}
