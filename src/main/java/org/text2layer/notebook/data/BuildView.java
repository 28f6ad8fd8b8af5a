package org.text2layer.notebook.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.text2layer.data.DatasetException;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.metrics.features.PictureFeatures;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.VerdictColours;
import org.text2layer.notebook.quality.BuildComparison;
import org.text2layer.notebook.quality.DropAdvice;
import org.text2layer.notebook.quality.FilterConfusion;
import org.text2layer.notebook.quality.FilterCurves;
import org.text2layer.notebook.quality.FilterScores;
import org.text2layer.notebook.quality.KeepRates;
import org.text2layer.notebook.quality.RejectedSamples;
import org.text2layer.notebook.quality.SampleMap;
import org.text2layer.notebook.quality.ScoreHistogram;
import org.text2layer.notebook.quality.ThresholdComparison;
import org.text2layer.notebook.quality.VerdictBar;
import org.text2layer.notebook.sample.BuiltSamples;
import org.text2layer.notebook.sample.SampleSheet;
import org.text2layer.synth.LayerRecipe;
import org.text2layer.synth.Refilter;
import org.text2layer.synth.quality.FilterThresholds;
import org.text2layer.synth.quality.measure.Slicing;
import org.text2layer.synth.quality.training.HumanLabels;

/**
 * A finished build to look at: shown itself as how many records were kept, dropped by which filter,
 * and failed; and the way to its samples, scores and reasons. Immutable; pictures are read from the
 * shards when they are shown.
 */
public final class BuildView implements Viewable {
  private static final int EXAMPLES = 6;
  private static final int LONGEST = 300;
  private static final int WORDS = 12;
  private static final int LARGE = 100_000;

  private final Path folder;
  private final Ledger ledger;
  private final BuiltSamples stored;

  private BuildView(Path folder, Ledger ledger) {
    this.folder = folder;
    this.ledger = ledger;
    this.stored = new BuiltSamples(folder, ledger);
  }

  /**
   * Reads the ledger of a build.
   *
   * @throws DatasetException if the build is not finished or its ledger is damaged
   */
  public static BuildView of(Path folder) {
    Objects.requireNonNull(folder, "folder");
    return new BuildView(folder, Ledger.read(folder));
  }

  /** What became of every record. */
  public Ledger ledger() {
    return ledger;
  }

  /**
   * The stored samples of the first records that fulfil a condition.
   *
   * @param most how many at most
   * @throws DatasetException if a shard is damaged
   */
  public List<StoredSample> samples(Predicate<LedgerRow> condition, int most) {
    return stored.at(ledger.where(place -> condition.test(ledger.rows().get(place))).limit(most));
  }

  /**
   * The stored samples whose scores are nearest to a threshold: where labels tell a filter most.
   *
   * @param most how many at most
   * @throws IllegalArgumentException if no record has a score of that name
   * @throws DatasetException if a shard is damaged
   */
  public List<StoredSample> nearest(String filter, double threshold, int most) {
    return stored.at(new FilterScores(ledger, filter).nearest(threshold, most));
  }

  /** The first 6 kept samples. */
  public Viewable kept() {
    return kept(EXAMPLES);
  }

  /** The first kept samples. */
  public Viewable kept(int most) {
    List<StoredSample> samples =
        stored.at(ledger.where(place -> ledger.verdict(place) == Verdict.KEPT).limit(most));
    String all = Html.count(ledger.count(Verdict.KEPT), "sample") + " kept";
    boolean some = samples.size() < ledger.count(Verdict.KEPT);
    return SampleSheet.ofStored(samples).titled(some ? all + ", the first " + samples.size() : all);
  }

  /** What the filters refused, by reason. */
  public RejectedSamples rejected() {
    return new RejectedSamples(stored);
  }

  /**
   * The card of the data set, laid out.
   *
   * @throws DatasetException if it is not in the folder
   */
  public Viewable card() {
    return CardView.of(folder);
  }

  /** What could not be read or made. */
  public Viewable failed() {
    return new FailedRecords(ledger);
  }

  /**
   * How often a filter gave which score, and what a threshold keeps.
   *
   * @throws IllegalArgumentException if no record has a score of that name, or the threshold is not
   *     finite
   */
  public Viewable histogram(String filter, double threshold) {
    return ScoreHistogram.of(ledger, filter, threshold);
  }

  /**
   * What several thresholds would keep, side by side.
   *
   * @param thresholds 2 to 8, ascending
   * @throws IllegalArgumentException if no record has a score of that name, or the thresholds are
   *     not as they should be
   */
  public Viewable thresholds(String filter, double... thresholds) {
    return ThresholdComparison.of(stored, filter, thresholds);
  }

  /**
   * Where a filter is right, by labels of this build's samples: counts, rates with intervals, and
   * samples of each kind.
   *
   * @throws IllegalArgumentException if no record with its score is labelled for the filter
   */
  public FilterConfusion confusion(String filter, HumanLabels labels) {
    return FilterConfusion.of(stored, filter, threshold(filter), labels);
  }

  /**
   * Precision over recall, and whether probabilities are true, by labels of this build's samples.
   *
   * @throws IllegalArgumentException unless good and bad records are labelled for the filter
   */
  public FilterCurves curves(String filter, HumanLabels labels) {
    return FilterCurves.of(stored, filter, threshold(filter), labels);
  }

  /**
   * Which kinds of samples are kept more often than others, by all filters.
   *
   * @param slicings kinds of one's own, beside source, mask area, brightness and words
   */
  public KeepRates slices(Slicing... slicings) {
    return KeepRates.of(ledger, slicings(slicings));
  }

  /**
   * This build beside another one: of the same records, as by another detector, or of others.
   *
   * @param slicings kinds of one's own, beside the usual ones
   */
  public BuildComparison compared(BuildView other, Slicing... slicings) {
    String name = String.valueOf(folder.getFileName());
    String otherName = String.valueOf(other.folder.getFileName());
    return BuildComparison.of(name, stored, otherName, other.stored, filters(), slicings(slicings));
  }

  /**
   * What another threshold would change: which samples come in or go out, and what the set is then
   * made of; by the ledger's scores, at once. {@code Refilter} writes such a set.
   *
   * @throws IllegalArgumentException if it is no build by {@code LayerRecipe}, or has no such
   *     filter
   */
  public BuildComparison withThreshold(String filter, double threshold) {
    Ledger then = Refilter.of(folder).withThreshold(filter, threshold).ledger();
    return BuildComparison.of(
        "now",
        stored,
        Html.format("%s ≥ %.3f", filter, threshold),
        new BuiltSamples(folder, then),
        List.of(filter),
        slicings());
  }

  /**
   * The samples as pictures on a plane, those with similar pictures close to each other.
   *
   * @param network whose features tell what is similar, as {@code Lite0Features.load()}
   * @param most how many samples, evenly chosen: 3 to 300
   */
  public SampleMap map(PictureFeatures network, int most) {
    return SampleMap.of(stored, network, most);
  }

  /** Why records were dropped, of which kind most, and what to do about it. */
  public DropAdvice advice() {
    return DropAdvice.of(ledger, thresholds(), slicings());
  }

  private List<String> filters() {
    Map<String, Double> stated = thresholds();
    return stated.isEmpty() ? List.copyOf(ledger.scoreNames()) : List.copyOf(stated.keySet());
  }

  /** Those that the build states; a recipe of one's own may state none. */
  private Map<String, Double> thresholds() {
    return Refilter.statedThresholds(folder).map(FilterThresholds::byFilter).orElse(Map.of());
  }

  /** Where none is stated, the lowest score of a kept record is no lower than it. */
  private double threshold(String filter) {
    return Optional.ofNullable(thresholds().get(filter))
        .orElseGet(
            () ->
                ledger
                    .where(place -> ledger.verdict(place) == Verdict.KEPT)
                    .mapToDouble(place -> ledger.score(place, filter))
                    .filter(score -> !Double.isNaN(score))
                    .min()
                    .orElse(0));
  }

  private List<Slicing> slicings(Slicing... own) {
    List<Slicing> all = new ArrayList<>(List.of(own));
    all.add(Slicing.bySource());
    if (ledger.scoreNames().contains(LayerRecipe.HOLE)) {
      all.add(Slicing.byQuarters("mask area with rim", ledger, LayerRecipe.HOLE));
    }
    if (ledger.scoreNames().contains(LayerRecipe.BRIGHTNESS)) {
      all.add(Slicing.byQuarters("brightness", ledger, LayerRecipe.BRIGHTNESS));
    }
    all.add(Slicing.byCaptionWords(ledger, WORDS));
    return all;
  }

  @Override
  public View view() {
    VerdictBar bar = new VerdictBar();
    bar.add("kept", VerdictColours.KEPT, ledger.count(Verdict.KEPT));
    List<Map.Entry<String, Long>> dropped = new ArrayList<>(ledger.droppedByFilter().entrySet());
    dropped.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    for (int i = 0; i < dropped.size(); i++) {
      Map.Entry<String, Long> filter = dropped.get(i);
      bar.add("dropped: " + filter.getKey(), VerdictColours.dropped(i), filter.getValue());
    }
    bar.add("failed", VerdictColours.FAILED, ledger.count(Verdict.FAILED));
    String warning = ledger.warning().map(words -> Html.cut(words, LONGEST)).orElse("");
    String words = toString() + bar.words() + (warning.isEmpty() ? "" : ". " + warning);
    // Slices go through all rows: of a large set they are shown when they are asked for.
    List<Slicing> slicings = ledger.size() > LARGE ? List.of() : slicings();
    String why =
        warning.isEmpty()
            ? ""
            : Html.small(warning) + DropAdvice.of(ledger, thresholds(), slicings).view().html();
    return new View(Html.view(toString(), bar.html() + why, ""), words);
  }

  @Override
  public String toString() {
    return Html.count(ledger.size(), "record");
  }
}
