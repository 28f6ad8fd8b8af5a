package org.text2layer.notebook.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.text2layer.data.hygiene.PictureQuality;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.sample.BuiltSamples;
import org.text2layer.notebook.sample.SampleRow;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.training.HumanLabels;

/**
 * What the filters of a build refused, grouped by reason, the most frequent first; in a group the
 * worst score comes first. Immutable; pictures are read when it is shown.
 */
public final class RejectedSamples implements Viewable {
  private static final int EXAMPLES = 3;
  private static final int MOST_EXAMPLES = 20;

  private final BuiltSamples build;
  private final HumanLabels labels;
  private final int examples;

  private RejectedSamples(BuiltSamples build, HumanLabels labels, int examples) {
    this.build = build;
    this.labels = labels;
    this.examples = examples;
  }

  /** With three examples of each reason. */
  public RejectedSamples(BuiltSamples build) {
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

  /** The places of the dropped records by reason: the filter, or filter and defect. */
  Map<String, int[]> groups() {
    Ledger ledger = build.ledger();
    Map<String, IntStream.Builder> groups = new LinkedHashMap<>();
    ledger
        .where(place -> ledger.verdict(place) == Verdict.DROPPED)
        .forEach(
            place -> groups.computeIfAbsent(reason(place), name -> IntStream.builder()).add(place));
    Map<String, int[]> built = new LinkedHashMap<>();
    groups.forEach((reason, places) -> built.put(reason, worstFirst(places.build(), ledger)));
    Map<String, int[]> sorted = new LinkedHashMap<>();
    built.entrySet().stream()
        .sorted(Comparator.comparing(group -> -group.getValue().length))
        .forEach(group -> sorted.put(group.getKey(), group.getValue()));
    return sorted;
  }

  private static double score(Ledger ledger, int place) {
    return ledger.score(place, ledger.filter(place));
  }

  /** A filter refuses low scores, or high ones: then no other record has a higher one. */
  static int[] worstFirst(IntStream places, Ledger ledger) {
    int[] ascending =
        places
            .boxed()
            .sorted(Comparator.comparingDouble(place -> score(ledger, place)))
            .mapToInt(Integer::intValue)
            .toArray();
    String filter = ledger.filter(ascending[0]);
    double highestOther =
        ledger
            .where(place -> !ledger.filter(place).equals(filter))
            .mapToDouble(place -> ledger.score(place, filter))
            .filter(score -> !Double.isNaN(score))
            .max()
            .orElse(Double.POSITIVE_INFINITY);
    if (highestOther < score(ledger, ascending[0])) {
      for (int i = 0; i < ascending.length / 2; i++) {
        int other = ascending[ascending.length - 1 - i];
        ascending[ascending.length - 1 - i] = ascending[i];
        ascending[i] = other;
      }
    }
    return ascending;
  }

  private String reason(int place) {
    String by = build.ledger().filter(place);
    boolean hygiene =
        Stream.of(PictureQuality.Problem.values()).anyMatch(bad -> bad.label().equals(by));
    // An empty or full mask has no score of its name among the others.
    if (hygiene || Double.isNaN(score(build.ledger(), place))) {
      return by;
    }
    String filter = by + " filter";
    if (labels.size() == 0) {
      return filter;
    }
    Optional<HumanLabels.Label> label = labels.of(build.ledger().rows().get(place).key(), by);
    return filter
        + ": "
        + label
            .map(known -> known.defect().map(Defect::label).orElse("labelled as good"))
            .orElse("not labelled");
  }

  @Override
  public View view() {
    Map<String, int[]> groups = groups();
    Map<String, List<LedgerRow>> shown = new LinkedHashMap<>();
    groups.forEach(
        (reason, places) ->
            shown.put(
                reason,
                IntStream.of(places)
                    .limit(examples)
                    .mapToObj(build.ledger().rows()::get)
                    .toList()));
    Map<Long, StoredSample> samples =
        build.of(shown.values().stream().flatMap(List::stream).toList());
    StringBuilder body = new StringBuilder();
    groups.forEach(
        (reason, places) -> body.append(section(reason, places, shown.get(reason), samples)));
    String print =
        groups.isEmpty()
            ? ""
            : "The worst scores first, the one that decided in bold. " + SampleRow.LEGEND;
    return new View(Html.view(toString(), body.toString(), print), words(groups));
  }

  private String section(
      String reason, int[] places, List<LedgerRow> rows, Map<Long, StoredSample> samples) {
    double worst = score(build.ledger(), places[0]);
    double best = score(build.ledger(), places[places.length - 1]);
    String scores =
        Double.isNaN(worst)
            ? ""
            : places.length == 1
                ? Html.format(", score %.3f", worst)
                : Html.format(", scores from %.3f to %.3f", worst, best);
    String more = places.length > examples ? "; %s shown, see examples(n)".formatted(examples) : "";
    String remark = Html.format("%,d dropped", places.length) + scores + more;
    List<SampleRow> shown = new ArrayList<>();
    for (LedgerRow row : rows) {
      shown.add(SampleRow.dropped(row, Optional.ofNullable(samples.get(row.record()))));
    }
    String table = shown.isEmpty() ? "" : SampleRow.table("record", shown);
    return Html.section(Html.cut(reason, 80), remark, table);
  }

  private String words(Map<String, int[]> groups) {
    List<String> counts = new ArrayList<>();
    groups.forEach((reason, places) -> counts.add(reason + " " + places.length));
    return counts.isEmpty() ? toString() : this + ": " + String.join(", ", counts);
  }

  @Override
  public String toString() {
    return Html.format(
        "%,d of %s dropped",
        build.ledger().count(Verdict.DROPPED), Html.count(build.ledger().size(), "record"));
  }
}
