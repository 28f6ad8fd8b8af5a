package org.text2layer.experiment.cell;

import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.StampScenes;
import org.text2layer.experiment.method.Reduction;
import org.text2layer.image.RgbImage;

/**
 * Samples with true layers, by their seeds: the first ones give the captions that methods are asked
 * for, others the pictures that theirs are compared with. Immutable, thread-safe.
 *
 * @param key its name in files
 * @param title its name in tables
 * @param description what it is, for provenance
 * @param samples by seed, of the methods' size
 */
public record TestSet(
    String key, String title, String description, LongFunction<LayeredSample> samples) {
  /** Far from the captions' seeds. */
  private static final long REFERENCES = 1_000_000;

  /** Checks that nothing is missing. */
  public TestSet {
    CellKey.requireName("a test set's key", key);
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(samples, "samples");
  }

  /** A split of Emoji Scenes. */
  public static TestSet of(String key, String title, EmojiScenes scenes) {
    return new TestSet(key, title, scenes.toString(), scenes::sample);
  }

  /** Photographs: another distribution. */
  public static TestSet stamps(StampScenes stamps, int size) {
    return new TestSet(
        "stamps",
        "stamps",
        "%s, %d pixels".formatted(stamps, size),
        seed -> Reduction.of(stamps.sample(seed), size));
  }

  /** The samples whose captions are asked for. */
  public List<LayeredSample> asked(int count) {
    return LongStream.range(0, count).mapToObj(samples).toList();
  }

  /** Other pictures of the set. */
  List<RgbImage> references(int count) {
    return LongStream.range(REFERENCES, REFERENCES + count)
        .parallel()
        .mapToObj(seed -> samples.apply(seed).picture())
        .toList();
  }
}
