package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of Java in README and docs is a cell that runs as it is printed, in a new notebook a
 * page. Only lengths are others, and places, which are a folder of the test's.
 */
class DocumentationSnippetsTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

  /** What other kernels' users set up is no cell of this one. */
  private static final List<String> OTHER_KERNELS =
      List.of("%jars", "IJavaNotebook", "DisplayProvider");

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
          "docs/more-layers.md",
          Map.of(".steps(10)", ".steps(2)"),
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
          "docs/your-data-set.md",
          Map.of( // the picture is a drawing
              "hygiene.cleaned()",
              "hygiene.withLimits(HygieneLimits.standard().withSharpness(5)).cleaned()"),
          "docs/weights.md",
          Map.of(
              "model.generate(\"a red apple on a wooden table\")",
              "model.generate(GenerationRequest.of(\"a red apple on a table\").steps(2))",
              "request = GenerationRequest.of(\"a red apple on a wooden table\")",
              "request = GenerationRequest.of(\"a red apple on a wooden table\").steps(2)"));

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
    UsersFolder.layOut(folder);
    Map<String, String> shorter = SHORTER.getOrDefault(page, Map.of());
    List<String> cells = cells(Path.of(page));
    shorter
        .keySet()
        .forEach(text -> assertTrue(cells.stream().anyMatch(cell -> cell.contains(text)), text));
    NewNotebook.run(cells.stream().map(cell -> here(cell, shorter)).toList());
  }

  private String here(String cell, Map<String, String> shorter) {
    String code = cell;
    for (Map.Entry<String, String> change : shorter.entrySet()) {
      code = code.replace(change.getKey(), change.getValue());
    }
    String place = folder.toString().replace(File.separator, "/") + "/";
    return code.replace("Path.of(\"", "Path.of(\"" + place);
  }
}
