package org.text2layer.notebook.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.data.statistics.DatasetStatistics;
import org.text2layer.data.statistics.StatisticsComparison;
import org.text2layer.metrics.significance.Difference;
import org.text2layer.metrics.significance.Proportion;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;
import org.text2layer.notebook.sample.BuiltSamples;
import org.text2layer.notebook.sample.SampleRow;
import org.text2layer.synth.quality.measure.LedgerComparison;
import org.text2layer.synth.quality.measure.LedgerComparison.Slice;
import org.text2layer.synth.quality.measure.Slicing;

/**
 * Two builds side by side: what is kept of which kind of samples, how scores shift, and, where both
 * are of the same records, the samples whose verdict flips. Other thresholds are such a second
 * build, without being written. Immutable; pictures are read when it is shown.
 */
public final class BuildComparison implements Viewable {
  private static final int MOST = 14;
  private static final int EXAMPLES = 6;
  private static final int SIDE = 76;
  private static final int LONGEST = 24;
  private static final int MOST_SCORES = 4;

  private final String firstName;
  private final String secondName;
  private final BuiltSamples first;
  private final BuiltSamples second;
  private final List<String> filters;
  private final LedgerComparison comparison;

  /** The filters but for those whose scores are the same, as after another threshold. */
  private final List<String> shifted;

  private BuildComparison(
      String firstName,
      String secondName,
      BuiltSamples first,
      BuiltSamples second,
      List<String> filters,
      LedgerComparison comparison) {
    this.firstName = Html.cut(firstName, LONGEST);
    this.secondName = Html.cut(secondName, LONGEST);
    this.first = first;
    this.second = second;
    this.filters = filters;
    this.comparison = comparison;
    this.shifted =
        filters.stream()
            .filter(
                filter -> {
                  Difference shift = comparison.all().shifts().get(filter);
                  return shift.low() != 0 || shift.high() != 0;
                })
            .toList();
  }

  /**
   * Of two builds.
   *
   * @param filters whose scores are compared, at most 4
   * @param slicings made of the first's ledger
   */
  public static BuildComparison of(
      String firstName,
      BuiltSamples first,
      String secondName,
      BuiltSamples second,
      List<String> filters,
      List<Slicing> slicings) {
    List<String> few = filters.stream().limit(MOST_SCORES).toList();
    return new BuildComparison(
        firstName,
        secondName,
        first,
        second,
        few,
        LedgerComparison.of(first.ledger(), second.ledger(), few, slicings));
  }

  /** The numbers. */
  public LedgerComparison comparison() {
    return comparison;
  }

  /** What the kept captions of both say: words and lengths. */
  public StatisticsComparison captions() {
    // Columns are called by the names, which have to differ.
    String other = secondName.equals(firstName) ? secondName + " (2)" : secondName;
    return StatisticsComparison.of(
        captions(firstName, first.ledger()), captions(other, second.ledger()));
  }

  private static DatasetStatistics captions(String name, Ledger ledger) {
    Stream<String> kept =
        ledger
            .where(place -> ledger.verdict(place) == Verdict.KEPT)
            .mapToObj(place -> ledger.rows().get(place).caption());
    return DatasetStatistics.ofCaptions(name, kept);
  }

  @Override
  public View view() {
    String body =
        slices()
            + flips(secondName + " keeps, " + firstName + " does not", comparison.cameIn())
            + flips(firstName + " keeps, " + secondName + " does not", comparison.wentOut());
    return new View(Html.view(title(), body, print()), toString());
  }

  private String title() {
    return firstName + " and " + secondName;
  }

  private String print() {
    StatisticsComparison captions = captions();
    String words =
        Html.format(
            "Captions of what is kept: %s words on average, %s in the second; Pearson r of the words' frequencies %s.",
            number("%.1f", captions.first().captionLengths().mean()),
            number("%.1f", captions.second().captionLengths().mean()),
            number("%.3f", captions.wordCorrelation()));
    String same = comparison.isPaired() ? "" : " The records differ, so that none can flip.";
    String shifts =
        shifted.isEmpty()
            ? " The scores are the same."
            : " A shift is how much higher the second's mean score is, bold where more than chance would explain in one slice.";
    return words + same + shifts + " Brackets are 95 % intervals.";
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "–" : Html.format(format, value);
  }

  private String slices() {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                new Column("slice", Cells.WORDS),
                new Column("records", Cells.NUMBERS),
                new Column("kept, " + firstName, Cells.NUMBERS),
                new Column("kept, " + secondName, Cells.NUMBERS)));
    if (shifted.isEmpty()) {
      columns.add(new Column("part of the set", Cells.NUMBERS));
    }
    shifted.forEach(
        filter -> columns.add(new Column(Html.cut(filter, LONGEST) + " shift", Cells.NUMBERS)));
    HtmlTable table = HtmlTable.of(columns);
    table.row(cells(comparison.all()));
    List<Slice> sorted =
        comparison.slices().stream()
            .sorted(Comparator.comparingDouble(slice -> -size(slice)))
            .toList();
    sorted.stream().limit(MOST).forEach(slice -> table.row(cells(slice)));
    String most = shifted.isEmpty() ? "part of the set changes" : "scores shift";
    String rest =
        sorted.size() <= MOST
            ? ""
            : Html.small(
                Html.format(
                    "%d of %d slices shown, those whose %s most.", MOST, sorted.size(), most));
    return table.html() + rest;
  }

  /** How much changes: scores or, where they are the same, the slice's part of the set. */
  private double size(Slice slice) {
    DoubleStream changes =
        shifted.isEmpty()
            ? DoubleStream.of(slice.change())
            : shifted.stream().mapToDouble(filter -> slice.shifts().get(filter).value());
    return changes.map(Math::abs).filter(change -> change >= 0).max().orElse(0);
  }

  private List<String> cells(Slice slice) {
    List<String> cells = new ArrayList<>();
    boolean all = slice.slicing().isEmpty();
    String name = all ? "all records" : slice.slicing() + ": " + slice.name();
    cells.add(Html.escaped(Html.cut(name, 2 * LONGEST)));
    long records = slice.first().trials();
    long others = slice.second().trials();
    cells.add(
        records == others
            ? Html.format("%,d", records)
            : Html.format("%,d and %,d", records, others));
    // A page is not wide enough for all of it.
    boolean wide = shifted.isEmpty();
    for (Proportion kept : List.of(slice.first(), slice.second())) {
      cells.add(wide ? kept.text(2) : percent(kept.share()));
    }
    if (wide) {
      cells.add(
          Html.format(
              "%s → %s", percent(slice.ofFirst().share()), percent(slice.ofSecond().share())));
    }
    shifted.forEach(filter -> cells.add(KeepRates.marked(slice.shifts().get(filter))));
    return cells;
  }

  private static String percent(double share) {
    return number("%.1f %%", 100 * share);
  }

  private String flips(String heading, IntStream places) {
    int[] all = places.toArray();
    if (all.length == 0) {
      return "";
    }
    List<LedgerRow> before = first.evenly(all, EXAMPLES);
    List<LedgerRow> after = second.evenly(all, EXAMPLES);
    int shown = before.size();
    Map<Long, StoredSample> ofFirst = first.of(before);
    boolean one = first.folder().equals(second.folder());
    Map<Long, StoredSample> ofSecond = one ? Map.of() : second.of(after);
    List<String> items = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      String pictures =
          overlay(ofFirst.get(before.get(i).record()), firstName)
              + overlay(ofSecond.get(after.get(i).record()), secondName);
      items.add(
          Html.captioned(
              "<div style=\"display:flex;gap:4px\">" + pictures + "</div>",
              one ? SIDE : 2 * SIDE + 8,
              words(before.get(i), after.get(i)).toArray(String[]::new)));
    }
    return Html.section(
        heading,
        Html.count(all.length, "record") + (all.length > shown ? ", " + shown + " shown" : ""),
        Html.topRow(items));
  }

  private static String overlay(StoredSample stored, String name) {
    return stored == null
        ? ""
        : SampleRow.overlay(stored.sample(), "mask over the picture, " + name, SIDE);
  }

  /** Of the filters that decide: their scores, and both where they differ. */
  private List<String> words(LedgerRow before, LedgerRow after) {
    List<String> words = new ArrayList<>(List.of(Long.toString(before.record())));
    for (String filter : filters) {
      Double one = before.scores().get(filter);
      Double other = after.scores().get(filter);
      if (one != null && other != null) {
        words.add(
            one.equals(other)
                ? Html.format("%s %.3f", filter, one)
                : Html.format("%s %.3f → %.3f", filter, one, other));
      }
    }
    return words;
  }

  @Override
  public String toString() {
    Slice all = comparison.all();
    String flipped =
        comparison.isPaired()
            ? Html.format(
                ": %,d came in, %,d went out",
                comparison.cameIn().count(), comparison.wentOut().count())
            : ", of other records";
    return Html.format(
        "%s keeps %,d of %,d, %s %,d of %,d%s",
        firstName,
        all.first().successes(),
        all.first().trials(),
        secondName,
        all.second().successes(),
        all.second().trials(),
        flipped);
  }
}
