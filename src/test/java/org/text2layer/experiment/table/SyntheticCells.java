package org.text2layer.experiment.table;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.cell.MaskReference;
import org.text2layer.experiment.cell.TestSet;
import org.text2layer.metrics.frechet.ResampledFrechet;
import org.text2layer.metrics.significance.Bootstrap;

/** Cells with values of our own. */
final class SyntheticCells {
  static final Bootstrap BOOTSTRAP = Bootstrap.standard().withResamples(2000);
  private static final int CAPTIONS = 30;

  private SyntheticCells() {}

  /** Scores around one mean, distances around another, both with a spread of 0.1 and 1. */
  static Cell pictures(String method, long seed, double score, double distance) {
    return pictures(method, seed, TestSet.HELD_OUT, score, distance);
  }

  /** Overlaps of masks around a mean. */
  static Cell masks(String method, long seed, String set, MaskReference reference, double mean) {
    SplittableRandom random = new SplittableRandom(31 * method.hashCode() + seed);
    List<Double> overlaps = new ArrayList<>();
    IntStream.range(0, CAPTIONS).forEach(i -> overlaps.add(mean + 0.1 * random.nextGaussian()));
    return new Cell(
        new Cell.Key(method, seed, set, reference.measure()),
        captions(),
        Map.of(Cell.IOU, overlaps),
        Map.of(),
        Optional.empty(),
        provenance());
  }

  /** The same on another set. */
  static Cell pictures(String method, long seed, String set, double score, double distance) {
    SplittableRandom random = new SplittableRandom(31 * method.hashCode() + seed);
    List<Double> scores = new ArrayList<>();
    IntStream.range(0, CAPTIONS).forEach(i -> scores.add(score + 0.1 * random.nextGaussian()));
    return new Cell(
        new Cell.Key(method, seed, set, Cell.Key.PICTURES),
        captions(),
        Map.of(Cell.CAPTION_SCORE, scores),
        Map.of(Cell.KERNEL_DISTANCE, 0.1, Cell.KERNEL_DISTANCE + " deviation", 0.01),
        Optional.of(distance(distance, random)),
        provenance());
  }

  static List<String> captions() {
    return IntStream.range(0, CAPTIONS).mapToObj(i -> "caption " + i).toList();
  }

  private static ResampledFrechet distance(double distance, SplittableRandom random) {
    List<Double> replicates =
        IntStream.range(0, BOOTSTRAP.resamples())
            .mapToObj(i -> distance + random.nextGaussian())
            .toList();
    return new ResampledFrechet(distance, replicates, CAPTIONS, 60, 8, BOOTSTRAP);
  }

  private static JsonObject provenance() {
    JsonObject json = new JsonObject();
    json.add("method", new JsonObject());
    json.add("measurement", new JsonObject());
    return json;
  }
}
