package org.text2layer.data.statistics.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names of ImageNet's 1,000 classes, in the order of a classifier's scores. */
final class ImageNetClasses {
  private static final String FILE = "imagenet-classes.tsv";

  private ImageNetClasses() {}

  /**
   * Each class's first synonym; where two classes share it (crane, maillot), its synset's number
   * follows in brackets.
   */
  static List<String> names() {
    List<String[]> rows = rows();
    Map<String, Long> shared =
        rows.stream()
            .collect(Collectors.groupingBy(ImageNetClasses::synonym, Collectors.counting()));
    Function<String[], String> name =
        row -> shared.get(synonym(row)) == 1 ? synonym(row) : synonym(row) + " (" + row[1] + ")";
    return rows.stream().map(name).toList();
  }

  private static String synonym(String[] row) {
    return row[2].split(",", 2)[0];
  }

  private static List<String[]> rows() {
    try (InputStream stream = ImageNetClasses.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException(
            "Expected " + FILE + " in the jar but it is missing: build the project again.");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> line.split("\t", 3)).toList();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
