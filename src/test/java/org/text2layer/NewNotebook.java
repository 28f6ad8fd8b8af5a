package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.text2layer.notebook.kernel.NotebookImports;

/** Cells in a new notebook, by JShell in this process, with what the kernel imports. */
final class NewNotebook {
  /** What JJava imports itself, and what it has beside. */
  private static final String JJAVA =
      """
      import java.util.*;
      import java.io.*;
      import java.math.*;
      import java.net.*;
      import java.util.concurrent.*;
      import java.util.prefs.*;
      import java.util.regex.*;
      """;

  private static final String PROGRESS =
      """
      Progress progress() {
        java.util.function.Supplier<LiveOutput> nowhere = () -> view -> {};
        return Progress.on(nowhere, TrainingProgress.on(nowhere));
      }
      void display(Object shown) {}
      """;

  /** A page may import again what the kernel imports, as a program has to. */
  private static final Set<Snippet.Status> DONE =
      Set.of(Snippet.Status.VALID, Snippet.Status.OVERWRITTEN);

  private NewNotebook() {}

  /** The code cells of a committed notebook. */
  static List<String> codeOf(String name) throws IOException {
    List<String> cells = new ArrayList<>();
    String text = Files.readString(Path.of("notebooks", name + ".ipynb"));
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    for (JsonElement cell : json.getAsJsonArray("cells")) {
      if (cell.getAsJsonObject().get("cell_type").getAsString().equals("code")) {
        StringBuilder code = new StringBuilder();
        cell.getAsJsonObject()
            .getAsJsonArray("source")
            .forEach(line -> code.append(line.getAsString()));
        cells.add(code.toString());
      }
    }
    return cells;
  }

  /** Gives what the cells' expressions came to. */
  static List<String> run(List<String> cells) {
    List<String> values = new ArrayList<>();
    try (JShell notebook = JShell.builder().executionEngine("local").build()) {
      notebook.addToClasspath(System.getProperty("java.class.path"));
      run(notebook, JJAVA + String.join("\n", NotebookImports.statements()));
      run(notebook, "import org.text2layer.experiment.method.TinyMethods;\n" + PROGRESS);
      cells.forEach(cell -> values.addAll(run(notebook, cell)));
      closeVariables(notebook);
    }
    return values;
  }

  private static List<String> run(JShell notebook, String code) {
    List<String> values = new ArrayList<>();
    SourceCodeAnalysis analysis = notebook.sourceCodeAnalysis();
    String rest = code;
    while (!rest.isBlank()) {
      SourceCodeAnalysis.CompletionInfo next = analysis.analyzeCompletion(rest);
      assertTrue(next.completeness().isComplete(), rest);
      for (SnippetEvent event : notebook.eval(next.source())) {
        assertTrue(DONE.contains(event.status()), () -> complaint(notebook, event));
        if (event.exception() != null) {
          throw new AssertionError(event.snippet().source(), event.exception());
        }
        values.add(String.valueOf(event.value()));
      }
      rest = next.remaining();
    }
    return values;
  }

  /** Their memory is this process's, which has other tests to run. */
  private static void closeVariables(JShell notebook) {
    notebook
        .variables()
        .toList()
        .forEach(
            variable ->
                notebook.eval(
                    "if ((Object) %s instanceof AutoCloseable open) open.close();"
                        .formatted(variable.name())));
  }

  private static String complaint(JShell notebook, SnippetEvent event) {
    StringBuilder text = new StringBuilder(event.snippet().source());
    notebook
        .diagnostics(event.snippet())
        .forEach(each -> text.append('\n').append(each.getMessage(null)));
    return text.toString();
  }
}
