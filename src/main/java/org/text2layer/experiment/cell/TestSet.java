package org.text2layer.experiment.cell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.StampScenes;
import org.text2layer.experiment.method.PictureWorld;
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
  /** Key of the held-out scenes. */
  public static final String HELD_OUT = "held-out";

  /** Key of the broad set. */
  public static final String BROAD = "broad";

  /** Key of the photographs: another distribution. */
  public static final String STAMPS = "stamps";

  /** Far from the captions' seeds. */
  private static final long REFERENCES = 1_000_000;

  /** Checks that nothing is missing. */
  public TestSet {
    Cell.Key.requireName("a test set's key", key);
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(samples, "samples");
  }

  /**
   * Held-out scenes first, then the broad set, then stamps if they are given.
   *
   * @throws org.text2layer.data.DatasetException if the stamps' folder is none
   */
  public static List<TestSet> of(PictureWorld world, Optional<Path> stamps) {
    List<TestSet> sets = new ArrayList<>();
    sets.add(of(HELD_OUT, "held-out scenes", world.heldOut()));
    sets.add(of(BROAD, world.broadTitle(), world.broad()));
    stamps.ifPresent(folder -> sets.add(of(StampScenes.of(folder), world.size())));
    return List.copyOf(sets);
  }

  private static TestSet of(String key, String title, EmojiScenes scenes) {
    return new TestSet(key, title, scenes.toString(), scenes::sample);
  }

  private static TestSet of(StampScenes stamps, int size) {
    return new TestSet(
        STAMPS,
        "stamps",
        "%s, %s pixels".formatted(stamps, size),
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
