package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.text2layer.data.EmojiScenes;
import org.text2layer.experiment.newobject.WateringCan;
import org.text2layer.image.Mask;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbaImage;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.notebook.kernel.NotebookImports;
import org.text2layer.parity.Fixture;
import org.text2layer.parity.PublishedModels;
import org.text2layer.parity.TinyClip;
import org.text2layer.parity.TinyLayerDiffuse;

/**
 * Every block of Java in README and docs is a cell that runs as it is printed, in a new notebook a
 * page. Only lengths are others, and places, which are a folder of the test's.
 */
class DocumentationSnippetsTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

  /** What other kernels' users set up is no cell of this one. */
  private static final List<String> OTHER_KERNELS =
      List.of("%jars", "IJavaNotebook", "DisplayProvider");

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

  /** What is printed, and its shorter twin; a page that lacks one of them fails. */
  private static final Map<String, Map<String, String>> SHORTER =
      Map.of(
          "README.md",
          Map.of(
              "model.generate(\"a red apple on a wooden table\") ",
              "model.generate(GenerationRequest.of(\"a red apple on a wooden table\").steps(2)) ",
              ".steps(20)",
              ".steps(2)",
              "4_096",
              "4",
              "range(0, 64)",
              "range(0, 2)",
              "range(0, 8)",
              "range(0, 2)",
              "of(LaptopTraining.previewCaptions())",
              "of(List.of(\"a red apple\"))",
              "of(4_000, 8)",
              "of(2, 2)",
              "of(2_500, 32)",
              "of(2, 2)"),
          "docs/change-one-thing.md",
          Map.of(
              "4_096",
              "4",
              "range(0, 8)",
              "range(0, 2)",
              "of(200, 8)",
              "of(2, 2)",
              "of(500, 32)",
              "of(2, 2)",
              "own.generate(\"a red apple on a wooden table\")",
              "own.generate(GenerationRequest.of(\"a red apple\").steps(2))",
              "steps(10)",
              "steps(2)"),
          "docs/failure-signatures.md",
          Map.of(".count(8)", ".count(2).steps(2)"),
          "docs/new-object.md",
          Map.of(
              "lowRank()",
              "lowRank().withSteps(2).withBatch(2).withSamples(4)",
              "taught.generate(\"a watering can on a wooden table in a room\")",
              "taught.generate(GenerationRequest.of(\"a watering can on a beach\").steps(2))",
              "train(progress())",
              "train(RunOptions.standard().withPreviewEvery(0).withHeldOutEvery(0), progress())"),
          "docs/tables.md",
          Map.of(
              "TablePreset.smoke()",
              "new TablePreset(\"tiny\", \"For tests.\", TinyMethods.configuration(), List.of(0L),"
                  + " 4, 6, new Sampling(2, 3), Bootstrap.standard().withResamples(40))"),
          "docs/weights.md",
          Map.of(
              "model.generate(\"a red apple on a wooden table\")",
              "model.generate(GenerationRequest.of(\"a red apple on a table\").steps(2))",
              "request = GenerationRequest.of(\"a red apple on a wooden table\")",
              "request = GenerationRequest.of(\"a red apple on a wooden table\").steps(2)"));

  /** A page may import again what the kernel imports, as a program has to. */
  private static final Set<Snippet.Status> DONE =
      Set.of(Snippet.Status.VALID, Snippet.Status.OVERWRITTEN);

  @TempDir Path folder;

  static List<Path> texts() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      List<Path> pages = docs.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(Stream.of(Path.of("README.md")), pages.stream()).toList();
    }
  }

  static Stream<String> pages() throws IOException {
    return texts().stream()
        .filter(page -> !cells(page).isEmpty())
        .map(page -> page.toString().replace(File.separator, "/"));
  }

  /**
   * Of memory above all: without it, a program may take a quarter of the machine's for its heap.
   */
  @ParameterizedTest
  @MethodSource("texts")
  void givenACommandThatStartsJavaThenItHasTheOptionsOfTheNotebooks(Path text) throws IOException {
    List<String> others =
        Files.readString(text)
            .lines()
            .filter(line -> line.matches(".*\\bjava [-@].*"))
            .filter(line -> !line.matches(".*\\bjava @kernel/java\\.options .*"))
            .toList();
    assertEquals(List.of(), others);
  }

  private static List<String> cells(Path page) {
    try {
      return BLOCK
          .matcher(Files.readString(page))
          .results()
          .map((MatchResult block) -> block.group(1))
          .filter(cell -> OTHER_KERNELS.stream().noneMatch(cell::contains))
          .toList();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void givenAPageThenItsBlocksRunOneAfterTheOtherInANewNotebook(String page) throws IOException {
    layOutWhatAUserHas();
    Map<String, String> shorter = SHORTER.getOrDefault(page, Map.of());
    List<String> cells = cells(Path.of(page));
    shorter
        .keySet()
        .forEach(text -> assertTrue(cells.stream().anyMatch(cell -> cell.contains(text)), text));
    runInNewNotebook(cells.stream().map(cell -> here(cell, shorter)).toList());
  }

  /** The tiny networks stand for what a user has put into the folder of models. */
  @Test
  void givenAFolderOfModelsThenTheNotebookOfOpenWeightsShowsWhatIsThere() throws IOException {
    layOutWhatAUserHas();
    Path models = folder.resolve("models");
    for (String name : List.of("stable-diffusion-v1-5", "layerdiffusion-v1")) {
      Files.move(folder.resolve(name), models.resolve(name));
    }
    List<String> cells =
        codeOf(Path.of("notebooks/06-open-weights.ipynb")).stream()
            .map(cell -> cell.replace("../models", models.toString().replace('\\', '/')))
            .map(cell -> cell.replace("../target/pictures", folder.toString().replace('\\', '/')))
            .map(cell -> cell.replace("Preset.fromEnvironment()", "Preset.CI"))
            // What networks of random weights find is everywhere a little.
            .map(
                cell ->
                    cell.replace(
                        "SynthesisConfiguration.standard()",
                        "new SynthesisConfiguration(256, 0.9f, 0, Framing.OBJECT)"))
            .toList();
    List<String> values = runInNewNotebook(cells);
    assertTrue(values.contains("\"From the folder: u2net\""), values.toString());
    assertTrue(values.contains("\"From the folder: lama\""), values.toString());
    assertTrue(values.contains("\"Both were there.\""), values.toString());
    assertTrue(Files.size(folder.resolve("taken-apart.psd")) > 640 * 640);
  }

  private static List<String> codeOf(Path notebook) throws IOException {
    List<String> cells = new ArrayList<>();
    JsonObject json = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
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
  private static List<String> runInNewNotebook(List<String> cells) {
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

  private String here(String cell, Map<String, String> shorter) {
    String code = cell;
    for (Map.Entry<String, String> change : shorter.entrySet()) {
      code = code.replace(change.getKey(), change.getValue());
    }
    String place = folder.toString().replace(File.separator, "/") + "/";
    return code.replace("Path.of(\"", "Path.of(\"" + place);
  }

  private void layOutWhatAUserHas() throws IOException {
    PngWriter.write(EmojiScenes.test().sample(3).picture(), Map.of(), folder.resolve("apple.png"));
    Files.writeString(folder.resolve("pictures.csv"), "image,caption\napple.png,an apple\n");
    Path views = Files.createDirectories(folder.resolve("my-watering-can"));
    List<RgbaImage> cans = WateringCan.views(0, 5);
    for (int i = 0; i < cans.size(); i++) {
      PngWriter.write(cans.get(i), Map.of(), views.resolve(i + ".png"));
    }
    Path masks = Files.createDirectories(folder.resolve("masks"));
    layOutWeights();
    for (String name : IntStream.range(0, 2).mapToObj(i -> "000" + i + ".png").toList()) {
      PngWriter.write(Mask.filled(8, 8, 1), Map.of(), masks.resolve(name));
    }
  }

  private void layOutWeights() throws IOException {
    Files.copy(Fixture.folder("detectors").resolve("u2net.onnx"), folder.resolve("u2net.onnx"));
    Path inpainters = Fixture.folder("inpainters");
    Files.copy(inpainters.resolve("lama.pt"), folder.resolve("big-lama.pt"));
    Files.copy(inpainters.resolve("migan-pipeline.onnx"), folder.resolve("migan_pipeline_v2.onnx"));
    Path models = Files.createDirectory(folder.resolve("models"));
    for (String name : List.of("u2net.onnx", "big-lama.pt")) {
      Path file = Files.copy(folder.resolve(name), models.resolve(name));
      Files.writeString(
          models.resolve("SHA256SUMS"),
          "%s  %s\n".formatted(Checksum.of(file), name),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    PublishedModels.copy(
        Fixture.folder("sd-fp16-variant"), folder.resolve("stable-diffusion-v1-5"));
    TinyLayerDiffuse.write(folder.resolve("layerdiffusion-v1"));
    TinyClip.write(Files.createDirectory(folder.resolve("clip-vit-base-patch32")));
    checkpoint("sd1", "v1/v1-5-pruned-emaonly.safetensors");
    checkpoint("sd2", "v2/v2-1_768-ema-pruned.safetensors");
  }

  private void checkpoint(String fixture, String name) throws IOException {
    Path file = folder.resolve(name);
    PublishedModels.checkpoint(fixture, file.getParent());
    Files.move(file.resolveSibling(fixture + ".safetensors"), file);
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
