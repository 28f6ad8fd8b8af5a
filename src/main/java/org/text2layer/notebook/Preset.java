package org.text2layer.notebook;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much a notebook computes: the environment variable TEXT2LAYER_PRESET chooses. */
public enum Preset {
  /** What a reader wants to see; the default. */
  FULL,
  /** As little as runs every cell: for checks. */
  CI;

  /** The environment variable's name. */
  private static final String VARIABLE = "TEXT2LAYER_PRESET";

  /**
   * The preset of this process.
   *
   * @throws IllegalArgumentException if the variable names none
   */
  public static Preset fromEnvironment() {
    String name = System.getenv(VARIABLE);
    return name == null || name.isBlank() ? FULL : named(name.trim());
  }

  /**
   * The preset of this name, in any case.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Preset named(String name) {
    return Arrays.stream(values())
        .filter(preset -> preset.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected %s to be %s but it is \"%s\": set it to one of them or unset it."
                        .formatted(
                            VARIABLE,
                            Arrays.stream(values())
                                .map(preset -> preset.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(" or ")),
                            name)));
  }

  /** The first value in {@link #FULL}, the second in {@link #CI}. */
  public <T> T choose(T full, T small) {
    return this == FULL ? full : small;
  }
}
