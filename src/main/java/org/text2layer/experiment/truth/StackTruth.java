package org.text2layer.experiment.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.text2layer.data.LayeredSample;
import org.text2layer.experiment.truth.LayerTruth.MeanInterval;
import org.text2layer.image.LayeredImage;
import org.text2layer.synth.LayerSynthesizer;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How good the layers of flat pictures are where true stacks are known.
 *
 * <pre>{@code
 * var samples = LongStream.range(0, 100).mapToObj(seed -> EmojiScenes.test().sample(seed, 2));
 * StackTruth.measure(samples, LayerSynthesizer.standard(), 4).byObjects();
 * }</pre>
 *
 * @param samples numbers only, no pictures
 * @param failures one sentence for each picture that could not be taken apart
 */
public record StackTruth(List<StackAccuracy> samples, List<String> failures) {
  /** Copies both lists. */
  public StackTruth {
    samples = List.copyOf(samples);
    failures = List.copyOf(failures);
  }

  /**
   * Peels each sample's picture, its layers hidden, and measures what comes against them. Holds one
   * sample at a time. Does not close the synthesizer.
   *
   * @param most how many layers at most
   */
  public static StackTruth measure(
      Stream<LayeredSample> samples, LayerSynthesizer synthesizer, int most) {
    Objects.requireNonNull(synthesizer, "synthesizer");
    return measure(samples, sample -> synthesizer.layers(sample.picture(), most));
  }

  /**
   * The same of any way from a sample's picture to layers of its size. An {@link
   * IllegalArgumentException} of it is a failure of that picture.
   */
  public static StackTruth measure(
      Stream<LayeredSample> samples, Function<LayeredSample, LayeredImage> way) {
    List<StackAccuracy> measured = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    samples
        .sequential()
        .forEach(
            sample -> {
              try {
                measured.add(StackAccuracy.of(sample, way.apply(sample)));
              } catch (IllegalArgumentException error) {
                failures.add("'" + sample.caption() + "': " + error.getMessage());
              }
            });
    return new StackTruth(measured, failures);
  }

  /** A mean over all samples where it is defined. */
  public MeanInterval mean(ToDoubleFunction<StackAccuracy> measure) {
    return MeanInterval.of(samples.stream().mapToDouble(measure).toArray());
  }

  /**
   * One row for each number of true layers, means a picture with 95 % intervals as text: layers
   * found; IoU of the true layers, a missing one with 0; missing and extra layers; the share of
   * overlapping pairs in the wrong order; the recomposition error; LayerD's edit distance without
   * an edit and with up to {@value StackAccuracy#EDITS}.
   */
  public Table byObjects() {
    List<StackTruth> rows =
        samples.stream().map(StackAccuracy::objects).distinct().sorted().map(this::of).toList();
    return Table.create(
        "layers by peeling",
        ints("objects", rows, row -> row.samples.get(0).objects()),
        ints("pictures", rows, row -> row.samples.size()),
        column("layers found", 2, rows, StackAccuracy::layers),
        column("IoU", 3, rows, sample -> sample.matching().meanIou()),
        column("missing", 2, rows, sample -> sample.matching().missing()),
        column("extra", 2, rows, sample -> sample.matching().extra()),
        column("wrong order", 3, rows, sample -> sample.matching().orderError()),
        column("recomposition error", 4, rows, StackAccuracy::recomposition),
        column("edit distance", 3, rows, sample -> sample.editDistance().after(0).cost()),
        column(
            "after %s edits".formatted(StackAccuracy.EDITS),
            3,
            rows,
            sample -> sample.editDistance().after(StackAccuracy.EDITS).cost()));
  }

  private StackTruth of(int objects) {
    return new StackTruth(
        samples.stream().filter(sample -> sample.objects() == objects).toList(), List.of());
  }

  private static IntColumn ints(
      String name, List<StackTruth> rows, ToIntFunction<StackTruth> value) {
    return IntColumn.create(name, rows.stream().mapToInt(value).toArray());
  }

  private static StringColumn column(
      String name, int decimals, List<StackTruth> rows, ToDoubleFunction<StackAccuracy> measure) {
    return StringColumn.create(
        name, rows.stream().map(row -> row.mean(measure).text(decimals)).toList());
  }
}
