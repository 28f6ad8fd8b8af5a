package org.text2layer.notebook.jjava;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.text2layer.notebook.LiveOutput;
import org.text2layer.notebook.Progress;
import org.text2layer.notebook.Rendering;
import org.text2layer.notebook.View;
import org.text2layer.notebook.kernel.RunningCell;
import org.text2layer.notebook.train.TrainingProgress;

/** What Text2Layer does in a notebook on JJava. */
public final class JJavaNotebook {
  /** Jupyter's name for it; the API's constant and setter differ between JJava's releases. */
  private static final String DISPLAY_ID = "display_id";

  private JJavaNotebook() {}

  /**
   * Progress lines below the running cell: {@code model.generate(request, progress())}, {@code
   * build.withListener(progress()).run()}, and likewise a {@code TrainingRun}.
   *
   * @throws IllegalStateException if this is no notebook
   */
  public static Progress progress() {
    return progress(kernel());
  }

  static Progress progress(BaseKernel kernel) {
    Supplier<LiveOutput> outputs = () -> output(kernel);
    return Progress.on(outputs, TrainingProgress.on(outputs));
  }

  private static BaseKernel kernel() {
    try {
      return Objects.requireNonNull(BaseKernel.notebookKernel());
    } catch (NullPointerException none) { // JJava's own way to say so
      throw new IllegalStateException(
          "Expected to run in a JJava notebook but there is no kernel: pass another listener.",
          none);
    }
  }

  /** Makes a renderer show all that the library shows. */
  static void register(Renderer renderer) {
    Rendering.all().forEach(rendering -> register(renderer, rendering));
  }

  private static <T> void register(Renderer renderer, Rendering<T> rendering) {
    renderer
        .createRegistration(rendering.type())
        .preferring(MIMEType.TEXT_HTML)
        .supporting(MIMEType.IMAGE_PNG)
        .supporting(MIMEType.TEXT_PLAIN)
        .register(
            (value, context) -> {
              View view = rendering.of(value);
              context.renderIfRequested(MIMEType.TEXT_HTML, view::page);
              view.png()
                  .ifPresent(png -> context.getOutputContainer().putData(MIMEType.IMAGE_PNG, png));
              context.getOutputContainer().putText(view.text());
            });
  }

  private static LiveOutput output(BaseKernel kernel) {
    String id = UUID.randomUUID().toString();
    Optional<ShellReplyEnvironment> cell =
        RunningCell.of(kernel.getIO().display, ShellReplyEnvironment.class);
    boolean[] shown = {false};
    return view -> {
      DisplayData data = new DisplayData(view.text());
      data.putHTML(view.html());
      data.putTransientData(DISPLAY_ID, id);
      if (shown[0]) {
        cell.ifPresentOrElse(
            running -> running.publish(new PublishUpdateDisplayData(data)),
            () -> kernel.getIO().display.updateDisplay(id, data));
      } else {
        kernel.getIO().display.display(data);
        shown[0] = true;
      }
    };
  }
}
