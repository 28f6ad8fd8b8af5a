package org.text2layer.nn.device;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * How many threads libtorch uses within one operator. The last bits of a result may depend on it,
 * and several workers of one thread each get more done than one worker of several.
 */
public final class IntraOpThreads {
  private IntraOpThreads() {}

  /**
   * Work for a thread of its own, in which every operator uses that thread alone. Other threads
   * keep their number: call this in a thread that has the usual one, since libtorch gives new
   * threads the number that was set last, and the work's end sets the usual one again.
   */
  public static Runnable single(Runnable work) {
    Engine.getEngine("PyTorch"); // loads the natives
    int usual = JniUtils.getNumThreads();
    return () -> {
      JniUtils.setNumThreads(1);
      try {
        work.run();
      } finally {
        JniUtils.setNumThreads(usual);
      }
    };
  }
}
