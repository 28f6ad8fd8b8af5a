package org.text2layer.notebook.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.text2layer.data.hygiene.PictureQuality;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.training.HumanLabels;

/**
 * What the filters of a build refused, grouped by reason, the most frequent first; in a group the
 * worst score comes first. Immutable; pictures are read when it is shown.
 */
public final class RejectedSamples implements Viewable {
  private static final int EXAMPLES = 3;
  private static final int MOST_EXAMPLES = 20;

  private final BuildView build;
  private final HumanLabels labels;
  private final int examples;

  private RejectedSamples(BuildView build, HumanLabels labels, int examples) {
    this.build = build;
    this.labels = labels;
    this.examples = examples;
  }

  RejectedSamples(BuildView build) {
    this(build, HumanLabels.none(), EXAMPLES);
  }

  /** The same with so many examples of each reason, 0 to 20. */
  public RejectedSamples examples(int number) {
    if (number < 0 || number > MOST_EXAMPLES) {
      throw new IllegalArgumentException(
          "Expected 0 to %s examples of each reason but came %s: ask for fewer."
              .formatted(MOST_EXAMPLES, number));
    }
    return new RejectedSamples(build, labels, number);
  }

  /**
   * The same, with each filter's group parted by the defect that people, or the maker of a
   * controlled defect, named for it.
   */
  public RejectedSamples byDefect(HumanLabels known) {
    return new RejectedSamples(build, known, examples);
  }

  /** The dropped rows by reason: the filter, or filter and defect. */
  Map<String, List<LedgerRow>> groups() {
    Map<String, List<LedgerRow>> groups = new LinkedHashMap<>();
    build.ledger().rows().stream()
        .filter(row -> row.verdict() == Verdict.DROPPED)
        .sorted(Comparator.comparingDouble(row -> row.score().orElseThrow()))
        .forEach(row -> groups.computeIfAbsent(reason(row), name -> new ArrayList<>()).add(row));
    Map<String, List<LedgerRow>> sorted = new LinkedHashMap<>();
    groups.entrySet().stream()
        .sorted(Comparator.comparing(group -> -group.getValue().size()))
        .forEach(group -> sorted.put(group.getKey(), worstFirst(group.getValue(), build.ledger())));
    return sorted;
  }

  /** A filter refuses low scores, or high ones: then no other record has a higher one. */
  static List<LedgerRow> worstFirst(List<LedgerRow> ascending, Ledger ledger) {
    String filter = ascending.get(0).reason();
    double lowest = ascending.get(0).score().orElseThrow();
    double highestOther =
        ledger.rows().stream()
            .filter(row -> !row.reason().equals(filter) && row.scores().containsKey(filter))
            .mapToDouble(row -> row.scores().get(filter))
            .max()
            .orElse(Double.POSITIVE_INFINITY);
    List<LedgerRow> sorted = new ArrayList<>(ascending);
    if (highestOther < lowest) {
      Collections.reverse(sorted);
    }
    return sorted;
  }

  private String reason(LedgerRow row) {
    boolean hygiene =
        Stream.of(PictureQuality.Problem.values())
            .anyMatch(bad -> bad.label().equals(row.reason()));
    // An empty or full mask has no score of its name among the others.
    if (hygiene || !row.scores().containsKey(row.reason())) {
      return row.reason();
    }
    String filter = row.reason() + " filter";
    if (labels.size() == 0) {
      return filter;
    }
    Optional<HumanLabels.Label> label = labels.of(row.key(), row.reason());
    return filter
        + ": "
        + label
            .map(known -> known.defect().map(Defect::label).orElse("labelled as good"))
            .orElse("not labelled");
  }

  @Override
  public View view() {
    Map<String, List<LedgerRow>> groups = groups();
    List<LedgerRow> shown =
        groups.values().stream().flatMap(group -> group.stream().limit(examples)).toList();
    Map<Long, StoredSample> samples = build.samples().of(shown);
    StringBuilder body = new StringBuilder();
    groups.forEach((reason, rows) -> body.append(section(reason, rows, samples)));
    String print =
        groups.isEmpty()
            ? ""
            : "The worst scores first, the one that decided in bold. " + SampleRow.LEGEND;
    return new View(Html.view(toString(), body.toString(), print), words(groups));
  }

  private String section(String reason, List<LedgerRow> rows, Map<Long, StoredSample> samples) {
    double worst = rows.get(0).score().orElseThrow();
    double best = rows.get(rows.size() - 1).score().orElseThrow();
    String remark =
        rows.size() == 1
            ? Html.format("1 dropped, score %.3f", worst)
            : Html.format("%,d dropped, scores from %.3f to %.3f", rows.size(), worst, best)
                + (rows.size() > examples ? "; %s shown, see examples(n)".formatted(examples) : "");
    List<SampleRow> shown = new ArrayList<>();
    for (LedgerRow row : rows.subList(0, Math.min(examples, rows.size()))) {
      shown.add(SampleRow.dropped(row, Optional.ofNullable(samples.get(row.record()))));
    }
    String table = shown.isEmpty() ? "" : SampleRow.table("record", shown);
    return Html.section(Html.cut(reason, 80), remark, table);
  }

  private String words(Map<String, List<LedgerRow>> groups) {
    List<String> counts = new ArrayList<>();
    groups.forEach((reason, rows) -> counts.add(reason + " " + rows.size()));
    return counts.isEmpty() ? toString() : this + ": " + String.join(", ", counts);
  }

  @Override
  public String toString() {
    return Html.format(
        "%,d of %s dropped",
        build.ledger().count(Verdict.DROPPED), Html.count(build.ledger().rows().size(), "record"));
  }
}
