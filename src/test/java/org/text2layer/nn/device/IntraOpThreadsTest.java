package org.text2layer.nn.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntraOpThreadsTest {
  private int before;

  @BeforeEach
  void useThreeThreads() {
    Engine.getEngine("PyTorch");
    before = JniUtils.getNumThreads();
    JniUtils.setNumThreads(3);
  }

  @AfterEach
  void restore() {
    JniUtils.setNumThreads(before);
  }

  @Test
  void givenSingleThreadedWork_thenOnlyItsThreadChangesAndOnlyWhileItRuns() throws Exception {
    int[] inside = {0};
    run(IntraOpThreads.single(() -> inside[0] = JniUtils.getNumThreads()));
    int[] later = {0};
    run(() -> later[0] = JniUtils.getNumThreads());
    assertEquals(1, inside[0]);
    assertEquals(3, later[0]);
    assertEquals(3, JniUtils.getNumThreads());
  }

  private static void run(Runnable work) throws InterruptedException, ExecutionException {
    FutureTask<Boolean> task = new FutureTask<>(work, true);
    new Thread(task).start();
    task.get();
  }
}
