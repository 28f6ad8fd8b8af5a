package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.LayeredImage;

/** README's training "in full" is run as it is printed, in a shell as a notebook has it. */
class ReadmeTrainingTest {
  /** Only the lengths are others; a snippet that lacks one of them fails here. */
  private static final List<List<String>> SHORTER =
      List.of(
          List.of("4_096", "4"),
          List.of("range(0, 64)", "range(0, 2)"),
          List.of("of(4_000, 8)", "of(2, 2)"),
          List.of("of(2_500, 32)", "of(2, 2)"),
          List.of(".withListener(progress())", ""));

  private static final String IMPORTS =
      """
      import java.nio.file.*;
      import java.util.*;
      import java.util.stream.*;
      import org.text2layer.*;
      import org.text2layer.data.*;
      import org.text2layer.experiment.laptop.*;
      import org.text2layer.model.*;
      import org.text2layer.model.autoencoder.*;
      import org.text2layer.model.unet.*;
      import org.text2layer.nn.device.*;
      import org.text2layer.nn.weights.*;
      import org.text2layer.pipeline.*;
      import org.text2layer.train.*;
      import org.text2layer.train.autoencoder.*;
      import org.text2layer.train.diffusion.*;
      import org.text2layer.train.optimizer.*;
      import org.text2layer.train.run.*;
      """;

  @TempDir Path folder;

  private String snippet() throws IOException {
    Pattern block = Pattern.compile("(?s)A training of one's own, in full.*?```java\n(.*?)```");
    Matcher readme = block.matcher(Files.readString(Path.of("README.md")));
    assertTrue(readme.find(), "README has no training in full");
    String code = readme.group(1);
    for (List<String> change : SHORTER) {
      assertTrue(code.contains(change.get(0)), change.get(0) + " is not in: " + code);
      code = code.replace(change.get(0), change.get(1));
    }
    String place = folder.toString().replace(File.separator, "/") + "/";
    return code.replace("Path.of(\"", "Path.of(\"" + place);
  }

  private static void run(JShell shell, String code) {
    SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
    String rest = code;
    while (!rest.isBlank()) {
      SourceCodeAnalysis.CompletionInfo next = analysis.analyzeCompletion(rest);
      for (SnippetEvent event : shell.eval(next.source())) {
        assertEquals(Snippet.Status.VALID, event.status(), () -> complaint(shell, event));
        if (event.exception() != null) {
          throw new AssertionError(event.snippet().source(), event.exception());
        }
      }
      rest = next.remaining();
    }
  }

  private static String complaint(JShell shell, SnippetEvent event) {
    StringBuilder text = new StringBuilder(event.snippet().source());
    shell
        .diagnostics(event.snippet())
        .forEach(each -> text.append('\n').append(each.getMessage(null)));
    return text.toString();
  }

  @Test
  void givenReadmesTrainingInFullThenItRunsAndItsModelGenerates() throws IOException {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(System.getProperty("java.class.path"));
      run(shell, IMPORTS);
      run(shell, snippet());
    }
    try (Text2Layer model = Text2Layer.load(folder.resolve("my-model"))) {
      GenerationRequest request = GenerationRequest.of("a red apple").steps(2);
      LayeredImage picture = model.generate(request);
      assertEquals(64, picture.width());
      assertEquals(1, picture.layers().size());
    }
  }
}
