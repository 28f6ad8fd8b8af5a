package org.text2layer.notebook.ijava;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;
import org.text2layer.notebook.LiveOutput;
import org.text2layer.notebook.Progress;
import org.text2layer.notebook.Rendering;
import org.text2layer.notebook.View;
import org.text2layer.notebook.kernel.JavadocSources;
import org.text2layer.notebook.kernel.JupyterProcess;
import org.text2layer.notebook.kernel.KernelLibraries;
import org.text2layer.notebook.kernel.NotebookImports;
import org.text2layer.notebook.kernel.RunningCell;
import org.text2layer.notebook.train.TrainingProgress;

/**
 * What Text2Layer does in a notebook on IJava: {@code kernel/lab --ijava JAR} starts such notebooks
 * ready; elsewhere {@code org.text2layer.notebook.ijava.IJavaNotebook.install()} is the first cell.
 */
public final class IJavaNotebook {
  /** IJava is in no registry, so its entry class is known by name only. */
  private static final String IJAVA = "io.github.spencerpark.ijava.IJava";

  private static final String PROGRESS =
      "import static org.text2layer.notebook.ijava.IJavaNotebook.progress;";

  /** Else a cell shows in red what is no news; the kernel's own JVM has no other log. */
  private static final Map<String, String> QUIET =
      Map.of(
          "org.slf4j.simpleLogger.defaultLogLevel", "warn",
          "org.slf4j.simpleLogger.log.ai.djl.onnxruntime", "error");

  private IJavaNotebook() {}

  /**
   * Makes this notebook show all that the library shows, and imports the library; the kernel then
   * ends with the Jupyter that started it, also if that is killed. To be called before the first
   * variable is declared; calling it again changes nothing.
   *
   * @throws IllegalStateException if this is no notebook on IJava, if the kernel brings libraries
   *     that are too old, or if there are variables, which IJava would set to null
   */
  public static void install() {
    BaseKernel kernel = kernel();
    JupyterProcess.endKernelWithIt();
    install(kernel);
  }

  /**
   * The same on a kernel that is built on IJava's base kernel.
   *
   * @throws IllegalStateException if the kernel brings libraries that are too old, or if there are
   *     variables, which IJava would set to null
   */
  public static void install(BaseKernel kernel) {
    KernelLibraries.check();
    QUIET.forEach((name, level) -> System.setProperty(name, System.getProperty(name, level)));
    Optional<JShell> shell = shell(kernel);
    List<String> imports = missingImports(shell);
    if (!imports.isEmpty()) {
      shell.ifPresent(IJavaNotebook::checkNoVariables);
      register(kernel.getRenderer());
      imports.forEach(statement -> evaluate(kernel, statement));
      shell.ifPresent(JavadocSources::addTo);
    }
  }

  private static List<String> missingImports(Optional<JShell> shell) {
    Set<String> there =
        shell.stream()
            .flatMap(JShell::imports)
            .map(each -> each.source().strip())
            .collect(Collectors.toSet());
    return Stream.concat(NotebookImports.statements().stream(), Stream.of(PROGRESS))
        .filter(statement -> !there.contains(statement))
        .toList();
  }

  /** IJava 1.3.0 makes earlier variables anew, as null, when imports follow them. */
  private static void checkNoVariables(JShell shell) {
    shell
        .variables()
        .map(VarSnippet::name)
        .filter(name -> !name.startsWith("$"))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalStateException(
                  "Expected install() before all variables but there is already '"
                      + name
                      + "', which IJava would set to null: restart the kernel and call it first.");
            });
  }

  private static void evaluate(BaseKernel kernel, String statement) {
    try {
      kernel.eval(statement);
    } catch (Exception error) { // as IJava declares it
      throw new IllegalStateException(
          "Expected IJava to run '" + statement + "' but it did not: " + error.getMessage(), error);
    }
  }

  /** IJava keeps its shell in a private field: without it, only comfort is missing. */
  private static Optional<JShell> shell(BaseKernel kernel) {
    try {
      Field field = kernel.getClass().getDeclaredField("evaluator");
      field.setAccessible(true);
      Object evaluator = field.get(kernel);
      return Optional.of((JShell) evaluator.getClass().getMethod("getShell").invoke(evaluator));
    } catch (ReflectiveOperationException | ClassCastException another) {
      return Optional.empty();
    }
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
      data.setDisplayId(id);
      if (shown[0]) {
        cell.ifPresentOrElse(
            running -> running.publish(new PublishUpdateDisplayData(data)),
            () -> kernel.getIO().display.updateDisplay(data));
      } else {
        kernel.getIO().display.display(data);
        shown[0] = true;
      }
    };
  }
}
