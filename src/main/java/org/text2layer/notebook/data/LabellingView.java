package org.text2layer.notebook.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.sample.SampleRow;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.defect.LabelledSample;
import org.text2layer.synth.quality.training.HumanLabels;

/**
 * Samples with numbers, to be labelled in a cell: {@code labels = labels.good(1, 2).bad(3,
 * "hole")}. Shown, it has each sample's layers and the labels given so far; no scores, which would
 * bias who looks. Where the notebook is trusted, buttons write that line. Immutable: a call with a
 * wrong number or word changes nothing.
 */
public final class LabellingView implements Viewable {
  private static final int PAGE = 8;
  private static final int MOST_SHOWN = 24;

  private final Map<String, LayeredSample> samples;
  private final List<Defect> defects;
  private final HumanLabels labels;
  private final int first;
  private final int last;

  private LabellingView(
      Map<String, LayeredSample> samples,
      List<Defect> defects,
      HumanLabels labels,
      int first,
      int last) {
    this.samples = samples;
    this.defects = List.copyOf(defects);
    this.labels = labels;
    this.first = first;
    this.last = last;
  }

  /**
   * Samples of a build, by the keys of their source.
   *
   * @throws IllegalArgumentException if there are none or two have one key
   */
  public static LabellingView of(List<StoredSample> samples) {
    Map<String, LayeredSample> byKey = new LinkedHashMap<>();
    for (StoredSample stored : samples) {
      if (byKey.put(stored.key(), stored.sample()) != null) {
        throw new IllegalArgumentException(
            "Expected a key for each sample alone but two have '%s': leave one out."
                .formatted(Html.cut(stored.key(), 80)));
      }
    }
    return of(byKey);
  }

  /**
   * Samples by keys, numbered from 1 in the map's order.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static LabellingView of(Map<String, LayeredSample> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected samples to label but there are none: choose some of a build.");
    }
    Map<String, LayeredSample> copy = new LinkedHashMap<>(samples);
    int page = Math.min(PAGE, copy.size());
    return new LabellingView(copy, Defect.namedAnd(), HumanLabels.none(), 1, page);
  }

  /**
   * The same samples, to be labelled for one filter alone, as "mask".
   *
   * @throws IllegalArgumentException if no defect that it rejects is known
   */
  public LabellingView only(String filter) {
    List<Defect> own = defects.stream().filter(each -> each.filter().equals(filter)).toList();
    if (own.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected one of the filters %s but came '%s': name its defects first, by withDefects(...)."
              .formatted(filters(), Html.cut(filter, 40)));
    }
    return new LabellingView(samples, own, labels, first, last);
  }

  /** The same samples, to be labelled also by what filters of one's own shall reject. */
  public LabellingView withDefects(Defect... own) {
    return new LabellingView(samples, Defect.namedAnd(own), labels, first, last);
  }

  private List<String> filters() {
    return Defect.filters(defects);
  }

  /** The same with labels that were given before; they are kept, whatever samples they are of. */
  public LabellingView with(HumanLabels earlier) {
    return labelled(earlier.with(labels.all()));
  }

  /**
   * Shows other numbers.
   *
   * @throws IllegalArgumentException if there are no such samples, or more than 24
   */
  public LabellingView showing(int from, int to) {
    key(from);
    key(to);
    if (from > to || to - from >= MOST_SHOWN) {
      throw new IllegalArgumentException(
          "Expected at most %s numbers in ascending order but came %s to %s: show fewer."
              .formatted(MOST_SHOWN, from, to));
    }
    return new LabellingView(samples, defects, labels, from, to);
  }

  /**
   * Nothing is wrong with these samples, as far as they are to be labelled.
   *
   * @throws IllegalArgumentException if a number is not of a sample
   */
  public LabellingView good(int... numbers) {
    HumanLabels more = labels;
    for (String filter : filters()) {
      more =
          more.with(
              Arrays.stream(numbers)
                  .mapToObj(n -> HumanLabels.Label.good(key(n), filter))
                  .toList());
    }
    return labelled(more);
  }

  /**
   * This is wrong with a sample. Its other part stays as it was labelled.
   *
   * @throws IllegalArgumentException if the number is not of a sample
   */
  public LabellingView bad(int number, Defect defect) {
    return labelled(labels.with(HumanLabels.Label.bad(key(number), defect)));
  }

  /**
   * This is wrong with a sample, in words.
   *
   * @param defect its name, as "object in hole", or a part of it that no other has, as "hole"
   * @throws IllegalArgumentException if the number is not of a sample, or the words are of no
   *     defect or of several
   */
  public LabellingView bad(int number, String defect) {
    return bad(number, defect(defect));
  }

  /** Takes all labels of these samples back. */
  public LabellingView unlabelled(int... numbers) {
    List<String> keys = Arrays.stream(numbers).mapToObj(this::key).toList();
    return labelled(
        HumanLabels.none()
            .with(labels.all().stream().filter(label -> !keys.contains(label.key())).toList()));
  }

  private LabellingView labelled(HumanLabels newLabels) {
    return new LabellingView(samples, defects, newLabels, first, last);
  }

  private String key(int number) {
    if (number < 1 || number > samples.size()) {
      throw new IllegalArgumentException(
          "Expected the number of a sample, 1 to %s, but came %s: take the one left of its pictures."
              .formatted(samples.size(), number));
    }
    return List.copyOf(samples.keySet()).get(number - 1);
  }

  private Defect defect(String words) {
    String wanted = words.strip().toLowerCase(Locale.ROOT);
    List<Defect> found =
        defects.stream()
            .filter(defect -> !wanted.isEmpty() && words(defect).contains(wanted))
            .toList();
    return defects.stream()
        .filter(defect -> words(defect).equals(wanted))
        .findFirst()
        .or(() -> found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected one of %s but came '%s', which fits %s of them: write its name, or a part that no other has."
                        .formatted(names(), Html.cut(words, 40), found.size())));
  }

  private static String words(Defect defect) {
    return defect.label().toLowerCase(Locale.ROOT);
  }

  private String names() {
    return defects.stream().map(Defect::label).collect(Collectors.joining(", "));
  }

  /** All labels, to be saved or mixed with others. */
  public HumanLabels labels() {
    return labels;
  }

  /**
   * The labelled samples of this view, to be mixed into a filter's training: {@link
   * org.text2layer.synth.quality.training.LabelledFeatures#and}.
   */
  public List<LabelledSample> samples(String filter) {
    HumanLabels known =
        HumanLabels.none()
            .with(labels.all().stream().filter(label -> samples.containsKey(label.key())).toList());
    return known.samples(filter, key -> Optional.ofNullable(samples.get(key)));
  }

  /**
   * Writes all labels as CSV, in place of an older file: see {@link HumanLabels#save}.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public LabellingView save(Path file) {
    labels.save(file);
    return this;
  }

  @Override
  public View view() {
    List<SampleRow> rows = new ArrayList<>();
    for (int number = first; number <= last; number++) {
      String key = key(number);
      rows.add(SampleRow.of(Integer.toString(number), samples.get(key), words(key)));
    }
    String how =
        "<div style=\"font-size:12px;margin-bottom:8px\">In a cell, with the name of your variable: "
            + "<span style=\"font-family:monospace\">labels = labels.good(1, 2).bad(3, &quot;"
            + Html.escaped(defects.get(0).label())
            + "&quot;)</span>. What can be wrong: "
            + Html.escaped(names())
            + "; a part of a name that no other has is enough.</div>";
    return new View(
        Html.view(toString(), how + SampleRow.table("no.", rows), elsewhere()),
        toString(),
        LabellingScript.of(first, defects));
  }

  /** "mask: good", "inpainting: not labelled". */
  private List<String> words(String key) {
    return filters().stream()
        .map(
            filter ->
                filter
                    + ": "
                    + labels
                        .of(key, filter)
                        .map(label -> label.defect().map(Defect::label).orElse("good"))
                        .orElse("not labelled"))
        .toList();
  }

  private String elsewhere() {
    return first == 1 && last == samples.size()
        ? SampleRow.LEGEND
        : Html.format(
            "%s Numbers %d to %d of %d shown; showing(from, to) shows others.",
            SampleRow.LEGEND, first, last, samples.size());
  }

  @Override
  public String toString() {
    long given =
        samples.keySet().stream()
            .flatMap(key -> filters().stream().map(filter -> labels.of(key, filter)))
            .flatMap(Optional::stream)
            .count();
    String parts = filters().stream().collect(Collectors.joining(" and "));
    return Html.format(
        "%s to label by %s: %,d of %,d labels given",
        Html.count(samples.size(), "sample"), parts, given, samples.size() * filters().size());
  }
}
