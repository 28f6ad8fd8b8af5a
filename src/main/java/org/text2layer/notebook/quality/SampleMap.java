package org.text2layer.notebook.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.features.PictureFeatures;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.VerdictColours;
import org.text2layer.notebook.sample.BuiltSamples;
import org.text2layer.notebook.sample.SampleRow;
import org.text2layer.synth.quality.measure.FeatureSpace;

/**
 * Samples as pictures on the plane in which their features differ most (principal components), and
 * the nearest ones of a sample. Immutable; holds its samples.
 */
public final class SampleMap implements Viewable {
  private static final int NEIGHBOURS = 7;
  private static final int SIDE = 96;
  private static final int MOST = 300;

  /** A sample on the map, and whether the build kept it. */
  record Shown(LedgerRow row, LayeredSample sample) {
    boolean kept() {
      return row.verdict() == Verdict.KEPT;
    }
  }

  private final String features;
  private final List<Shown> samples;
  private final FeatureSpace space;

  private SampleMap(String features, List<Shown> samples, FeatureSpace space) {
    this.features = features;
    this.samples = List.copyOf(samples);
    this.space = space;
  }

  /**
   * By a network's features of the pictures.
   *
   * @param most how many of the build's stored samples, evenly chosen: 3 to 300
   * @throws IllegalArgumentException if it is another number, or there are fewer than 3 samples
   */
  public static SampleMap of(BuiltSamples build, PictureFeatures network, int most) {
    return of(
        build,
        network.network() + " of the picture",
        samples -> {
          List<RgbImage> pictures = samples.stream().map(LayeredSample::picture).toList();
          return network.of(pictures);
        },
        most);
  }

  /**
   * By features of one's own.
   *
   * @param features what they are, in words
   * @param rows makes a row of each sample, all of one length
   * @param most how many of the build's stored samples, evenly chosen: 3 to 300
   * @throws IllegalArgumentException if it is another number, there are fewer than 3 samples, or
   *     the rows do not fit
   */
  public static SampleMap of(
      BuiltSamples build,
      String features,
      Function<List<LayeredSample>, List<float[]>> rows,
      int most) {
    Objects.requireNonNull(features, "features");
    if (most < 3 || most > MOST) {
      throw new IllegalArgumentException(
          "Expected 3 to %s samples for a map but came %s: choose some, as 120."
              .formatted(MOST, most));
    }
    IntStream judged =
        build.ledger().where(place -> build.ledger().verdict(place) != Verdict.FAILED);
    List<LedgerRow> chosen = build.evenly(judged.toArray(), most);
    Map<Long, StoredSample> stored = build.of(chosen);
    List<Shown> shown = new ArrayList<>();
    for (LedgerRow row : chosen) {
      if (stored.containsKey(row.record())) {
        shown.add(new Shown(row, stored.get(row.record()).sample()));
      }
    }
    List<float[]> made = rows.apply(shown.stream().map(Shown::sample).toList());
    return new SampleMap(features, shown, FeatureSpace.of(made));
  }

  /**
   * A sample with those that are nearest to it by these features.
   *
   * @param record the number of its record, as the map says it
   * @throws IllegalArgumentException if the map has no such sample
   */
  public Viewable neighbours(long record) {
    return IntStream.range(0, samples.size())
        .filter(i -> samples.get(i).row().record() == record)
        .mapToObj(Neighbours::new)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected a record of the map but came %s: take a number that stands below a picture."
                        .formatted(record)));
  }

  /** The plane, and how much of the features' variance it has. */
  public FeatureSpace.Plane plane() {
    return space.principalPlane();
  }

  @Override
  public View view() {
    FeatureSpace.Plane plane = plane();
    String picture = MapDrawing.picture(samples, plane, toString());
    String print =
        Html.format(
            "By the first two principal components of %s, standardised over these samples; they hold %.0f %% of the variance, so that near may be far in what is not shown: neighbours(record) tells. Pictures stand at the free place next to their own. Blue frames are kept, orange ones dropped.",
            features, 100 * plane.explained());
    return new View(Html.view(toString(), picture, print), toString());
  }

  @Override
  public String toString() {
    long kept = samples.stream().filter(Shown::kept).count();
    return Html.format(
        "Map of %s, %,d kept and %,d dropped",
        Html.count(samples.size(), "sample"), kept, samples.size() - kept);
  }

  private final class Neighbours implements Viewable {
    private final int sample;

    Neighbours(int sample) {
      this.sample = sample;
    }

    @Override
    public View view() {
      List<String> items = new ArrayList<>(List.of(item(sample, "this one")));
      for (int other : space.nearest(sample, NEIGHBOURS)) {
        items.add(item(other, Html.format("distance %.1f", space.distance(sample, other))));
      }
      String print =
          "By " + features + ", standardised over the samples of the map. " + SampleRow.LEGEND;
      return new View(Html.view(toString(), Html.topRow(items), print), toString());
    }

    private String item(int number, String distance) {
      Shown shown = samples.get(number);
      String name = Long.toString(shown.row().record());
      String verdict = shown.kept() ? "kept" : "dropped: " + Html.cut(shown.row().reason(), 40);
      String picture = SampleRow.overlay(shown.sample(), "record " + name + ", " + verdict, SIDE);
      String framed =
          Html.format(
              "<div style=\"border-bottom:4px solid %s\">%s</div>",
              shown.kept() ? VerdictColours.KEPT : VerdictColours.dropped(0), picture);
      return Html.captioned(framed, SIDE, name + ", " + verdict, distance);
    }

    @Override
    public String toString() {
      return "Record %s and its nearest samples".formatted(samples.get(sample).row().record());
    }
  }
}
