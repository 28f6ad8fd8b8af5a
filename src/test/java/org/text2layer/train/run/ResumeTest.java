package org.text2layer.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.train.run.TrainingReport.End;

/** However often a run is stopped or killed, the files at its end are those of one that was not. */
@Tag("digits")
class ResumeTest {
  @TempDir Path folder;

  private Map<String, String> uninterrupted() throws IOException {
    try (TinyTraining task = new TinyTraining()) {
      TrainingReport report = TinyTraining.run(task, folder.resolve("whole")).run();
      assertTrue(report.complete());
      assertEquals(9, report.steps());
    }
    return RunFiles.digests(folder.resolve("whole"));
  }

  private static TrainingListener interruptingAfter(long step) {
    return new TrainingListener() {
      @Override
      public void onStep(LogRow row) {
        if (row.step() == step) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  @Test
  void givenInterruptsInTheMiddleOfEpochsThenAllBytesAreThoseOfAnUninterruptedRun()
      throws IOException {
    Path parts = folder.resolve("parts");
    int starts = 0;
    TrainingReport report;
    do {
      try (TinyTraining task = new TinyTraining()) {
        report =
            TinyTraining.run(task, parts).withListener(interruptingAfter(3L * starts + 1)).run();
      }
      assertFalse(Thread.interrupted(), "the interrupt flag is left for the next cell");
      starts++;
    } while (!report.complete());
    Map<String, String> expected = uninterrupted();
    Map<String, String> found = RunFiles.digests(parts);
    // Where it was stopped there are checkpoints besides.
    found.keySet().retainAll(expected.keySet());
    assertEquals(expected.get("log.jsonl"), found.get("log.jsonl"));
    String last = "checkpoints/0000000009/";
    for (String name : List.of("unet", "unet.average", "unet.moments")) {
      String file = last + name + ".safetensors";
      assertEquals(expected.get(file), found.get(file), file);
    }
    assertEquals(expected.get(last + "checkpoint.json"), found.get(last + "checkpoint.json"));
    for (String preview : List.of("0000000000", "0000000004", "0000000008", "0000000009")) {
      String file = "previews/" + preview + "/bias-level.png";
      assertEquals(expected.get(file), found.get(file), file);
    }
  }

  @Test
  void givenATimeLimitThenEachStartDoesAtLeastOneStepAndSaves() throws IOException {
    Path parts = folder.resolve("limited");
    RunOptions options =
        RunOptions.standard()
            .withCheckpoints(100, 3)
            .withPreviewEvery(0)
            .withTimeLimit(Duration.ofNanos(1));
    try (TinyTraining task = new TinyTraining()) {
      for (int step = 1; step <= 2; step++) {
        TrainingReport report = TinyTraining.run(task, parts).withOptions(options).run();
        assertEquals(End.TIME_LIMIT, report.end());
        assertEquals(step, report.steps());
        assertEquals(step, Checkpoint.latest(parts).orElseThrow().step());
      }
    }
  }

  @Test
  void givenALogWithALineTornAndStepsPastTheCheckpointThenTheyAreCut() throws IOException {
    Path parts = folder.resolve("torn");
    try (TinyTraining task = new TinyTraining()) {
      TinyTraining.run(task, parts).withListener(interruptingAfter(1)).run();
      String first = Files.readString(parts.resolve("log.jsonl"));
      long steps = first.lines().count();
      String later = first.lines().toList().get(0).replace("\"step\":1", "\"step\":8");
      Files.writeString(
          parts.resolve("log.jsonl"), later + "\n{\"step\":9,\"lo", StandardOpenOption.APPEND);
      assertEquals(steps + 1, TrainingLog.read(parts).size());
      TinyTraining.run(task, parts).run();
    }
    uninterrupted();
    assertEquals(
        RunFiles.digests(folder.resolve("whole")).get("log.jsonl"),
        RunFiles.digests(parts).get("log.jsonl"));
  }

  @Test
  void givenAListenerThatThrowsThenTheRunSavesAndTheExceptionComesOut() {
    try (TinyTraining task = new TinyTraining()) {
      TrainingRun<float[]> run =
          TinyTraining.run(task, folder.resolve("thrown"))
              .withListener(
                  new TrainingListener() {
                    @Override
                    public void onStep(LogRow row) {
                      throw new IllegalStateException("chart");
                    }
                  });
      assertEquals("chart", assertThrows(IllegalStateException.class, run::run).getMessage());
      assertTrue(Checkpoint.latest(folder.resolve("thrown")).orElseThrow().step() >= 1);
    }
  }

  /** Runs in a virtual machine of its own until it is killed. */
  static final class Killed {
    public static void main(String[] arguments) {
      try (TinyTraining task = new TinyTraining()) {
        RunOptions saving = RunOptions.standard().withCheckpoints(1, 2).withPreviewEvery(1);
        TinyTraining.run(task, Path.of(arguments[0])).withOptions(saving).run();
      }
    }
  }

  @Test
  void givenKillsDuringSavesThenNoCheckpointIsHalfWrittenAndTheEndIsTheSame() throws Exception {
    Path parts = folder.resolve("killed");
    List<Long> killedAfter = new ArrayList<>();
    for (int kill = 0; kill < 2; kill++) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-Dai.djl.offline=true",
                  "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Killed.class.getName(),
                  parts.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("child.txt").toFile())
              .start();
      long enough = 2 + 3 * kill;
      while (child.isAlive() && last(parts) < enough) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      child.destroyForcibly().waitFor();
      killedAfter.add(last(parts));
      Checkpoint.latest(parts).orElseThrow();
    }
    assertTrue(killedAfter.get(0) >= 2, Files.readString(folder.resolve("child.txt")));
    try (TinyTraining task = new TinyTraining()) {
      assertTrue(TinyTraining.run(task, parts).run().complete());
    }
    Map<String, String> expected = uninterrupted();
    Map<String, String> found = RunFiles.digests(parts);
    String file = "checkpoints/0000000009/unet.average.safetensors";
    assertEquals(expected.get(file), found.get(file));
  }

  /**
   * As with DJL's own collector in another cell: all networks of a process share their functions.
   */
  private static void recordElsewhere() throws InterruptedException {
    Thread other =
        new Thread(
            () -> {
              try (TinyTraining task = new TinyTraining();
                  NDManager scope = task.manager.newSubManager()) {
                JniUtils.setGradMode(true);
                NDList inputs =
                    new NDList(
                        scope.ones(TinyTraining.LATENT).expandDims(0),
                        scope.create(new float[] {1}),
                        scope.zeros(new Shape(1, 3, 8)));
                for (int call = 0; call < 3; call++) {
                  task.unet.forward(new ParameterStore(scope, false), inputs, true);
                }
              }
            });
    other.start();
    other.join();
  }

  @Test
  void givenRecordedCallsOfAnotherNetworkThenATrainingHasTheSameBits() throws Exception {
    String file = "checkpoints/0000000009/unet.average.safetensors";
    String expected = uninterrupted().get(file);
    recordElsewhere();
    try (TinyTraining task = new TinyTraining()) {
      TinyTraining.run(task, folder.resolve("after")).run();
    }
    assertEquals(expected, RunFiles.digests(folder.resolve("after")).get(file));
  }

  private static long last(Path run) {
    List<Long> steps = RunFolder.checkpoints(run);
    return steps.isEmpty() ? 0 : steps.get(steps.size() - 1);
  }
}
