package org.text2layer.notebook.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Jupyter that started this kernel. One that ends shuts its kernels down; one that is killed
 * leaves them running, with all their memory and nobody to talk to.
 */
public final class JupyterProcess {
  /** Jupyter's own variable: its process (on Windows, something else, which no ancestor has). */
  private static final String VARIABLE = "JPY_PARENT_PID";

  private JupyterProcess() {}

  /** From now on the kernel ends when Jupyter does, some seconds later. */
  public static void endKernelWithIt() {
    among(System.getenv(), ProcessHandle.current())
        .ifPresent(jupyter -> jupyter.onExit().thenRun(() -> System.exit(1)));
  }

  /** It is an ancestor: a variable from another machine must not name an unrelated process. */
  static Optional<ProcessHandle> among(Map<String, String> environment, ProcessHandle kernel) {
    String named = environment.getOrDefault(VARIABLE, "");
    return Stream.iterate(
            kernel.parent(), Optional::isPresent, each -> each.flatMap(ProcessHandle::parent))
        .flatMap(Optional::stream)
        .filter(ancestor -> named.equals(Long.toString(ancestor.pid())))
        .findFirst();
  }
}
