package org.text2layer.synth.quality.defect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.evidence.Raster;

/**
 * True masks with the errors that networks make: whole segments of the picture, whose borders
 * follow its edges, are missing from the object or taken from its surroundings, wholly or
 * half-heartedly; then the mask passes a coarser grid, and its edge moves by a pixel or two. From
 * none to most of the object, so that every intersection over union occurs. Sample number n depends
 * on the seed and n alone. Immutable, thread-safe where the samples are.
 */
public final class DetectorErrors implements DefectSet {
  private static final long APART = 1_000_037;
  private static final double GOOD = 0.8;
  private static final double SMALLEST_OBJECT = 0.02;
  private static final int ATTEMPTS = 200;

  private final String truths;
  private final LongFunction<LayeredSample> samples;
  private final long seed;

  private DetectorErrors(String truths, LongFunction<LayeredSample> samples, long seed) {
    this.truths = truths;
    this.samples = samples;
    this.seed = seed;
  }

  /**
   * Over samples whose true layers are known.
   *
   * @param truths what they are, for descriptions
   * @param samples the sample of each seed, always the same
   */
  public static DetectorErrors of(String truths, LongFunction<LayeredSample> samples, long seed) {
    return new DetectorErrors(truths, samples, seed);
  }

  @Override
  public PaperFilter filter() {
    return PaperFilter.MASK;
  }

  /** Sample number n; good from an intersection over union of 0.8 on. */
  @Override
  public ControlledDefects.Sample sample(int number) {
    Draw draw = new Draw(seed * APART + number);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      LayeredSample truth = samples.apply(draw.seed());
      if (truth.layers().mask().area() >= SMALLEST_OBJECT) {
        return of(truth, draw);
      }
    }
    throw new IllegalStateException(
        "Expected an object of at least %s of the frame in %s within %s attempts: take other samples."
            .formatted(SMALLEST_OBJECT, truths, ATTEMPTS));
  }

  /** A true mask with errors. */
  private static ControlledDefects.Sample of(LayeredSample truth, Draw draw) {
    Raster object = Raster.of(truth.layers().mask());
    Raster wrong = object;
    int segments = 25 + draw.below(200);
    Segments cut = Segments.of(truth.picture(), segments, draw);
    double severity = draw.chance(0.3) ? 0 : Math.pow(draw.between(0, 1), 1.3);
    if (severity > 0) {
      int kind = draw.below(5);
      if (kind != 0) {
        wrong = changed(wrong, object, cut, severity * 0.8, false, draw);
      }
      if (kind == 0 || kind > 2) {
        wrong = changed(wrong, object, cut, severity * 1.3, true, draw);
      }
    }
    Mask mask = coarse(wrong, draw).toMask();
    LayeredSample sample =
        ControlledDefects.Sample.cut(
            truth.caption(), truth.picture(), mask, truth.layers().background());
    return new ControlledDefects.Sample(sample, defect(object, Raster.of(mask)), truth);
  }

  /** Segments flipped, one touching the other, until so much of the object's area has changed. */
  private static Raster changed(
      Raster mask, Raster object, Segments cut, double share, boolean add, Draw draw) {
    double[] covered = cut.share(object);
    int[] sizes = cut.sizes();
    boolean[][] touching = cut.touching(mask.width());
    double left = share * object.mean() * mask.length();
    boolean[] flipped = new boolean[cut.count()];
    for (int tries = 0; left > 0 && tries < 4; tries++) {
      Deque<Integer> open = new ArrayDeque<>(first(covered, sizes, touching, add, draw));
      while (!open.isEmpty() && left > 0) {
        int segment = open.poll();
        boolean fits = (covered[segment] > 0.5) != add && sizes[segment] > 0;
        if (fits && !flipped[segment] && sizes[segment] < 1.7 * left + 60) {
          flipped[segment] = true;
          left -= sizes[segment];
          IntStream.range(0, cut.count())
              .filter(other -> touching[segment][other] && draw.chance(0.5))
              .forEach(open::add);
        }
      }
    }
    double level = draw.chance(0.75) ? 1 : draw.between(0.3, 0.9);
    float[] values = mask.toArray();
    for (int i = 0; i < values.length; i++) {
      if (flipped[cut.at(i)]) {
        double to = add ? Math.max(values[i], level) : values[i] * (1 - level);
        values[i] = (float) to;
      }
    }
    return new Raster(mask.width(), mask.height(), 1, values);
  }

  /** One to begin with: of those to be added mostly one that touches the object. */
  private static List<Integer> first(
      double[] covered, int[] sizes, boolean[][] touching, boolean add, Draw draw) {
    boolean beside = draw.chance(0.75);
    List<Integer> fitting = new ArrayList<>();
    for (int segment = 0; segment < covered.length; segment++) {
      int own = segment;
      boolean atBorder =
          IntStream.range(0, covered.length)
              .anyMatch(
                  other -> touching[own][other] && (covered[other] > 0.5) != (covered[own] > 0.5));
      boolean fits = (covered[segment] > 0.5) != add && sizes[segment] > 0;
      if (fits && (atBorder || !beside)) {
        fitting.add(segment);
      }
    }
    return fitting.isEmpty() ? List.of() : List.of(fitting.get(draw.below(fitting.size())));
  }

  private static Raster coarse(Raster mask, Draw draw) {
    int moved = draw.below(5) - 2;
    Raster edge = moved == 0 || draw.chance(0.4) ? mask : mask.dilated(moved);
    int[] grids = {48, 64, 96, 128, 256, 256};
    int grid = grids[draw.below(grids.length)];
    Mask through = edge.toMask();
    if (grid < mask.width()) {
      through =
          through
              .resized(grid, grid, Resampling.BOX)
              .resized(mask.width(), mask.height(), Resampling.BICUBIC);
    }
    Raster smooth = draw.chance(0.5) ? Raster.of(through).blurred(1.42) : Raster.of(through);
    double steepness = draw.between(1, 3);
    float[] values = smooth.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.max(0, Math.min(1, 0.5 + steepness * (values[i] - 0.5)));
    }
    return new Raster(mask.width(), mask.height(), 1, values);
  }

  /** What is wrong where it is less than good: what there is more of. */
  private static Optional<Defect> defect(Raster truth, Raster mask) {
    int both = 0;
    int missing = 0;
    int more = 0;
    for (int i = 0; i < truth.length(); i++) {
      boolean isTrue = truth.value(i) > 0.5f;
      boolean isFound = mask.value(i) > 0.5f;
      both += isTrue && isFound ? 1 : 0;
      missing += isTrue && !isFound ? 1 : 0;
      more += !isTrue && isFound ? 1 : 0;
    }
    if (both >= GOOD * (both + missing + more)) {
      return Optional.empty();
    }
    return Optional.of(missing > more ? Defect.INCOMPLETE_OBJECT : Defect.BACKGROUND_IN_MASK);
  }

  @Override
  public String toString() {
    return "masks with errors as of networks, seed %s, %s".formatted(seed, truths);
  }
}
