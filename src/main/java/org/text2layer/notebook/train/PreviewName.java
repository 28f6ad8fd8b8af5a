package org.text2layer.notebook.train;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A preview's name in its two parts: "0-mask" is the mask of 0, "sample-00-mask" that of sample-00,
 * "bias" is of nothing.
 *
 * @param subject what it is a picture of, or empty
 * @param kind which picture of it
 */
record PreviewName(String subject, String kind) {
  private static final Pattern PARTS = Pattern.compile("((?:[a-z]+-)?(\\d{1,9}))-(.+)");
  private static final String INPUT = "picture";
  static final String ERROR = "error";

  /** In the order of the page; those that nobody knows come last. */
  private static final List<String> KINDS =
      List.of(
          INPUT,
          "reconstruction",
          "composed",
          ERROR,
          "composite",
          "foreground",
          "background",
          "true-mask",
          "mask");

  /** The picture that stands for the rest, the first that there is. */
  private static final List<String> RESULTS = List.of("reconstruction", "composed");

  /** Kinds from the first column to the last. */
  static final Comparator<String> ORDER =
      Comparator.<String>comparingInt(
              kind -> KINDS.contains(kind) ? KINDS.indexOf(kind) : KINDS.size())
          .thenComparing(Comparator.naturalOrder());

  static PreviewName of(String name) {
    Matcher parts = PARTS.matcher(name);
    return parts.matches()
        ? new PreviewName(parts.group(1), parts.group(3))
        : new PreviewName("", name);
  }

  /** "sample 0". */
  static String words(String subject) {
    Matcher digits = Pattern.compile("(?:[a-z]+-)?(\\d+)").matcher(subject);
    return digits.matches() ? "sample " + Integer.parseInt(digits.group(1)) : subject;
  }

  static boolean isInput(String kind) {
    return kind.equals(INPUT);
  }

  static boolean isError(String kind) {
    return kind.equals(ERROR);
  }

  /** The kind that a filmstrip shows. */
  static String result(List<String> kinds) {
    return RESULTS.stream().filter(kinds::contains).findFirst().orElse(kinds.get(0));
  }
}
