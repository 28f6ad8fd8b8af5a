package org.text2layer.notebook.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.UUID;
import java.util.function.Supplier;
import org.text2layer.notebook.LiveOutput;
import org.text2layer.notebook.Progress;
import org.text2layer.notebook.Rendering;
import org.text2layer.notebook.View;
import org.text2layer.notebook.train.TrainingProgress;

/**
 * What Text2Layer does in a notebook on IJava: {@code import static
 * org.text2layer.notebook.ijava.IJavaNotebook.*;} and {@code install();} in a first cell.
 */
public final class IJavaNotebook {
  /** IJava is in no registry, so its entry class is known by name only. */
  private static final String IJAVA = "io.github.spencerpark.ijava.IJava";

  private IJavaNotebook() {}

  /**
   * Makes this notebook show all that the library shows. Calling it twice changes nothing.
   *
   * @throws IllegalStateException if this is no notebook on IJava
   */
  public static void install() {
    install(kernel());
  }

  /** The same on a kernel that is built on IJava's base kernel. */
  public static void install(BaseKernel kernel) {
    register(kernel.getRenderer());
  }

  /**
   * Progress lines below the running cell: {@code model.generate(request, progress())}, {@code
   * build.withListener(progress()).run()}, and likewise a {@code TrainingRun}.
   *
   * @throws IllegalStateException if this is no notebook on IJava
   */
  public static Progress progress() {
    return progress(kernel());
  }

  /** The same on a kernel that is built on IJava's base kernel. */
  public static Progress progress(BaseKernel kernel) {
    Supplier<LiveOutput> outputs = () -> output(kernel);
    return Progress.on(outputs, TrainingProgress.on(outputs));
  }

  private static BaseKernel kernel() {
    try {
      Object kernel = Class.forName(IJAVA).getMethod("getKernelInstance").invoke(null);
      if (kernel instanceof BaseKernel found) {
        return found;
      }
    } catch (ReflectiveOperationException error) {
      throw new IllegalStateException(notebookExpected(), error);
    }
    throw new IllegalStateException(notebookExpected());
  }

  private static String notebookExpected() {
    return "Expected to run in an IJava notebook but there is no kernel: in JJava nothing has to be"
        + " installed, elsewhere pass the kernel.";
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
              context.renderIfRequested(MIMEType.TEXT_HTML, view::html);
              view.png()
                  .ifPresent(png -> context.getOutputContainer().putData(MIMEType.IMAGE_PNG, png));
              context.getOutputContainer().putText(view.text());
            });
  }

  private static LiveOutput output(BaseKernel kernel) {
    String id = UUID.randomUUID().toString();
    boolean[] shown = {false};
    return view -> {
      DisplayData data = new DisplayData(view.text());
      data.putHTML(view.html());
      if (shown[0]) {
        kernel.getIO().display.updateDisplay(id, data);
      } else {
        data.setDisplayId(id);
        kernel.getIO().display.display(data);
        shown[0] = true;
      }
    };
  }
}
