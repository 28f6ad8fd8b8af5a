package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The limits of docs/contributing.md. */
class SourceSizeTest {
  private static final int MOST_FILES = 16;
  private static final int MOST_LINES = 300;

  private static final Path SOURCES = Path.of("src/main/java/org/text2layer");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void givenAPackage_thenItHasAtMostSixteenFiles() throws IOException {
    Map<String, Integer> files =
        sources().stream()
            .map(file -> SOURCES.relativize(file.getParent()).toString())
            .collect(
                Collectors.toMap(
                    folder -> folder.isEmpty() ? "root" : folder.replaceAll("[/\\\\]", "."),
                    folder -> 1,
                    Integer::sum,
                    TreeMap::new));
    files.values().removeIf(count -> count <= MOST_FILES);
    assertEquals(
        Map.of(), files, "Split a package of more than 16 files, or join some of its files.");
  }

  @Test
  void givenASource_thenItHasAtMostThreeHundredLines() throws IOException {
    Predicate<Path> tooLong =
        file -> {
          try {
            return Files.readAllLines(file).size() > MOST_LINES;
          } catch (IOException error) {
            throw new UncheckedIOException(error);
          }
        };
    assertEquals(List.of(), sources().stream().filter(tooLong).toList());
  }
}
