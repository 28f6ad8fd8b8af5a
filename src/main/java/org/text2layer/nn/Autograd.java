package org.text2layer.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gradients as a function: of a loss, with respect to arrays. Nothing is kept in the arrays, so
 * there is nothing to set to zero, and several losses of one forward pass do not mix. May be used
 * by several threads at once; a graph belongs to the thread that recorded it.
 */
public final class Autograd {
  private static final String LOSS = "losses";
  private static final String OF = "of";

  private final TensorFunction last;
  private final TensorFunction keeping;

  private Autograd() {
    last = compile(false);
    keeping = compile(true);
  }

  private static TensorFunction compile(boolean keep) {
    return TensorFunction.of("gradients", Map.of("KEEP", keep), LOSS, OF);
  }

  /** Compiles the native functions. */
  public static Autograd create() {
    return new Autograd();
  }

  /**
   * Runs work whose operations are recorded, on this thread; afterwards they are not.
   *
   * <p>From then on this thread runs TorchScript functions as they are written. By default libtorch
   * rewrites a function after its first two calls, and the rewritten one rounds otherwise: a
   * training that was resumed would not have the bits of one that was not.
   */
  public static <R> R recording(Supplier<R> work) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(true);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * The gradients of a loss; the recorded graph is freed.
   *
   * @param loss one number, made while {@link #recording}
   * @param of parameters or results on the way to the loss
   * @return as many arrays of the same shapes, on the loss's manager; zeros where the loss does not
   *     depend on one
   */
  public NDList gradients(NDArray loss, List<NDArray> of) {
    return last.train(new NDList(loss), new NDList(of));
  }

  /** The same, and the graph stays for another call. */
  public NDList gradientsKeepingGraph(NDArray loss, List<NDArray> of) {
    return keeping.train(new NDList(loss), new NDList(of));
  }
}
