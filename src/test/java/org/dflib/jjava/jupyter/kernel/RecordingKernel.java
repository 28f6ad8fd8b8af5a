package org.dflib.jjava.jupyter.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Message;

/**
 * JJava's base kernel in the middle of a cell; keeps what the cell publishes, runs no code. Here
 * for access.
 */
public final class RecordingKernel extends BaseKernel {
  private final List<Object> published = new ArrayList<>();
  private final Recorder cell = new Recorder(published);

  public RecordingKernel() {
    super(
        "text2layer",
        "1",
        new LanguageInfo.Builder("java").build(),
        List.of(),
        null,
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        new Renderer(),
        null,
        null,
        false,
        new StringStyler("", "", "", line -> ""));
    getIO().setEnv(cell);
  }

  /** The contents of the published messages, in order. */
  public List<Object> published() {
    return published;
  }

  /** Parts with the cell, as when it is interrupted. */
  public void endCell() {
    getIO().retractEnv(cell);
  }

  @Override
  public Object evalRaw(String code) {
    return null;
  }

  @Override
  public DisplayData inspect(String code, int at, boolean extraDetail) {
    return null;
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    return null;
  }

  @Override
  public String isComplete(String code) {
    return IS_COMPLETE_YES;
  }

  private static final class Recorder extends ShellReplyEnvironment {
    private final List<Object> published;

    Recorder(List<Object> published) {
      super(null, null, null, null);
      this.published = published;
    }

    @Override
    public void publish(Message<?> message) {
      published.add(message.getContent());
    }
  }
}
