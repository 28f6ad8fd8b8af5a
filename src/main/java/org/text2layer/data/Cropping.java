package org.text2layer.data;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was cut off a picture to make it a square, as fractions of its width and height, each in [0,
 * 1). Ledgers and samples hold it among their scores, and only where something was cut.
 *
 * @param left of the width
 * @param top of the height
 * @param right of the width
 * @param bottom of the height
 */
public record Cropping(double left, double top, double right, double bottom) {
  private static final String NAME = "cropped ";

  /** Checks the fractions. */
  public Cropping {
    boolean inside = left >= 0 && top >= 0 && right >= 0 && bottom >= 0;
    if (!inside || !(left + right < 1 && top + bottom < 1)) {
      throw new IllegalArgumentException(
          "Expected fractions that leave some of the picture but got left %s, top %s, right %s, bottom %s: divide by its width and height."
              .formatted(left, top, right, bottom));
    }
  }

  /** Nothing was cut off. */
  public static Cropping none() {
    return new Cropping(0, 0, 0, 0);
  }

  /** What was cut off a picture of the given size by keeping a part of it, all in pixels. */
  public static Cropping of(int width, int height, int x, int y, int partWidth, int partHeight) {
    return new Cropping(
        (double) x / width,
        (double) y / height,
        (double) (width - x - partWidth) / width,
        (double) (height - y - partHeight) / height);
  }

  /** What {@link #scores()} says; nothing where the scores do not speak of it. */
  public static Cropping ofScores(Map<String, Double> scores) {
    return new Cropping(
        scores.getOrDefault(NAME + "left", 0.0),
        scores.getOrDefault(NAME + "top", 0.0),
        scores.getOrDefault(NAME + "right", 0.0),
        scores.getOrDefault(NAME + "bottom", 0.0));
  }

  /** Whether a score of this name is a side of a cropping. */
  public static boolean isScore(String name) {
    return none().sides().containsKey(name);
  }

  /** The sides that were cut, as "cropped left"; empty if none was. */
  public Map<String, Double> scores() {
    Map<String, Double> cut = sides();
    cut.values().removeIf(fraction -> fraction == 0);
    return cut;
  }

  private Map<String, Double> sides() {
    Map<String, Double> sides = new LinkedHashMap<>();
    sides.put(NAME + "left", left);
    sides.put(NAME + "top", top);
    sides.put(NAME + "right", right);
    sides.put(NAME + "bottom", bottom);
    return sides;
  }

  /** In words: "cropped left 22 %, right 22 %"; empty if nothing was cut. */
  public String description() {
    String cut =
        scores().entrySet().stream()
            .map(
                side ->
                    String.format(
                        Locale.ROOT,
                        "%s %.0f %%",
                        side.getKey().substring(NAME.length()),
                        100 * side.getValue()))
            .collect(Collectors.joining(", "));
    return cut.isEmpty() ? "" : NAME + cut;
  }
}
