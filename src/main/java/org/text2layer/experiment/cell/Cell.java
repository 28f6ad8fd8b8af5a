package org.text2layer.experiment.cell;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.text2layer.metrics.frechet.ResampledFrechet;

/**
 * One measurement: everything that tables and tests need of it. Immutable but for the provenance,
 * which is to be left as it is.
 *
 * @param key which it is
 * @param captions that the method was asked for
 * @param values by measure, one a caption, all finite
 * @param numbers of the whole set, by measure, all finite
 * @param distance of the composed pictures from the set's
 * @param provenance data, hyperparameters, seed, networks, versions, device
 */
public record Cell(
    Key key,
    List<String> captions,
    Map<String, List<Double>> values,
    Map<String, Double> numbers,
    Optional<ResampledFrechet> distance,
    JsonObject provenance) {
  /** In {@link #values}: the fit of caption and picture. */
  public static final String CAPTION_SCORE = "caption score";

  /** In {@link #values}: of the mask and the one that is found in the composed picture. */
  public static final String IOU = "IoU";

  /** In {@link #values}: the mask's share of the picture. */
  public static final String AREA = "mask area";

  /** In {@link #numbers}: the kernel distance. */
  public static final String KERNEL_DISTANCE = "KID";

  /** Checks lengths and values. */
  public Cell {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(distance, "distance");
    Objects.requireNonNull(provenance, "provenance");
    captions = List.copyOf(captions);
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
    for (Map.Entry<String, List<Double>> measure : values.entrySet()) {
      if (measure.getValue().size() != captions.size()) {
        throw new IllegalArgumentException(
            "Expected a value of '%s' for each of %s captions in %s but came %s: measure it again."
                .formatted(measure.getKey(), captions.size(), key, measure.getValue().size()));
      }
      measure.getValue().forEach(value -> requireFinite(key, measure.getKey(), value));
    }
    numbers.forEach((measure, value) -> requireFinite(key, measure, value));
  }

  private static void requireFinite(Key key, String measure, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "Expected finite values of '%s' in %s but came %s: look at the pictures."
              .formatted(measure, key, value));
    }
  }

  /**
   * The values of a measure.
   *
   * @throws IllegalArgumentException if it was not measured
   */
  public double[] values(String measure) {
    List<Double> found = values.get(measure);
    if (found == null) {
      throw new IllegalArgumentException(
          "Expected '%s' in %s but it has %s: measure it again."
              .formatted(measure, key, values.keySet()));
    }
    return found.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Which measurement a cell is.
   *
   * @param method key of the method
   * @param seed of its training
   * @param set key of the test set
   * @param measure what was measured: {@link #PICTURES}, or masks against a detector
   */
  public record Key(String method, long seed, String set, String measure) {
    /** Distances of the composed pictures, and their scores with their captions. */
    public static final String PICTURES = "pictures";

    /** Checks that all can be names of files. */
    public Key {
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
}
