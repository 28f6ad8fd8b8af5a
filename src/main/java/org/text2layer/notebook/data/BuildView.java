package org.text2layer.notebook.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.VerdictColours;

/**
 * A finished build to look at: shown itself as how many records were kept, dropped by which filter,
 * and failed; and the way to its samples, scores and reasons. Immutable; pictures are read from the
 * shards when they are shown.
 */
public final class BuildView implements Viewable {
  private static final int EXAMPLES = 6;
  private static final int LONGEST = 300;

  private final Path folder;
  private final Ledger ledger;

  private BuildView(Path folder, Ledger ledger) {
    this.folder = folder;
    this.ledger = ledger;
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

  BuiltSamples samples() {
    return new BuiltSamples(folder);
  }

  /**
   * The stored samples of the first records that fulfil a condition.
   *
   * @param most how many at most
   * @throws DatasetException if a shard is damaged
   */
  public List<StoredSample> samples(Predicate<LedgerRow> condition, int most) {
    return stored(ledger.rows().stream().filter(condition).limit(most).toList());
  }

  /**
   * The stored samples whose scores are nearest to a threshold: where labels tell a filter most.
   *
   * @param most how many at most
   * @throws IllegalArgumentException if no record has a score of that name
   * @throws DatasetException if a shard is damaged
   */
  public List<StoredSample> nearest(String filter, double threshold, int most) {
    FilterScores scores = FilterScores.of(ledger, filter);
    List<LedgerRow> rows =
        scores.rows().stream()
            .sorted(Comparator.comparingDouble(row -> Math.abs(scores.score(row) - threshold)))
            .limit(most)
            .toList();
    return stored(rows);
  }

  private List<StoredSample> stored(List<LedgerRow> rows) {
    Map<Long, StoredSample> found = samples().of(rows);
    return rows.stream()
        .map(row -> Optional.ofNullable(found.get(row.record())))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The first 6 kept samples. */
  public Viewable kept() {
    return kept(EXAMPLES);
  }

  /** The first kept samples. */
  public Viewable kept(int most) {
    List<StoredSample> samples = samples(row -> row.verdict() == Verdict.KEPT, most);
    String all = Html.count(ledger.count(Verdict.KEPT), "sample") + " kept";
    boolean some = samples.size() < ledger.count(Verdict.KEPT);
    return SampleSheet.ofStored(samples).titled(some ? all + ", the first " + samples.size() : all);
  }

  /** What the filters refused, by reason. */
  public RejectedSamples rejected() {
    return new RejectedSamples(this);
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
    return ThresholdComparison.of(this, filter, thresholds);
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
    return new View(Html.view(toString(), bar.html(), warning), words);
  }

  @Override
  public String toString() {
    return Html.count(ledger.rows().size(), "record");
  }
}
