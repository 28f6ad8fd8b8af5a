package org.text2layer.experiment.cell;

import java.nio.file.Path;

/**
 * Which measurement a cell is.
 *
 * @param method key of the method
 * @param seed of its training
 * @param set key of the test set
 * @param measure what was measured: {@link #PICTURES}, or masks against a detector
 */
public record CellKey(String method, long seed, String set, String measure) {
  /** Distances of the composed pictures, and their scores with their captions. */
  public static final String PICTURES = "pictures";

  /** Checks that all can be names of files. */
  public CellKey {
    requireName("a method's key", method);
    requireName("a test set's key", set);
    requireName("a measure", measure);
  }

  static void requireName(String what, String name) {
    if (!name.matches("[a-z0-9-]{1,100}")) {
      throw new IllegalArgumentException(
          "Expected %s of a-z, 0-9 and - but came '%s': rename it.".formatted(what, name));
    }
  }

  /** Its file under the cells' folder. */
  Path file(Path folder) {
    return folder.resolve(method).resolve("seed-" + seed).resolve(set + "." + measure + ".json");
  }

  /** As a relative path with slashes on every system. */
  @Override
  public String toString() {
    return "%s/seed-%s/%s.%s.json".formatted(method, seed, set, measure);
  }
}
