package org.text2layer.synth.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The thresholds of quality filters as a description states them, so that scores can be judged
 * again without the filters. Immutable.
 */
public final class FilterThresholds {
  private static final String NAME_END = " filter";
  private static final String THRESHOLD = "; threshold ";
  private static final String ORDER = "order of filters";
  private static final List<String> USUAL =
      Stream.of(PaperFilter.values()).map(PaperFilter::label).toList();

  /** In the order in which they may drop a sample. */
  private final Map<String, Double> byFilter;

  private FilterThresholds(Map<String, Double> byFilter) {
    this.byFilter = Collections.unmodifiableMap(new LinkedHashMap<>(byFilter));
  }

  /** What a description says of these filters; the opposite of {@link #of}. */
  static SortedMap<String, String> describe(List<QualityFilter> filters) {
    SortedMap<String, String> parts = new TreeMap<>();
    for (QualityFilter filter : filters) {
      parts.put(filter.name() + NAME_END, filter.description() + THRESHOLD + filter.threshold());
    }
    List<String> names = filters.stream().map(QualityFilter::name).toList();
    // Builds of the usual two in their order began before there could be another.
    if (names.size() > 1 && !names.equals(USUAL)) {
      parts.put(ORDER, String.join(", ", names));
    }
    return parts;
  }

  /** Those that a description states, such as that of {@link QualityFilters}; it may say more. */
  public static FilterThresholds of(Map<String, String> description) {
    Map<String, Double> stated = new TreeMap<>();
    description.forEach(
        (name, text) -> {
          if (name.endsWith(NAME_END) && text.contains(THRESHOLD)) {
            int at = text.lastIndexOf(THRESHOLD) + THRESHOLD.length();
            stated.put(
                name.substring(0, name.length() - NAME_END.length()),
                Double.parseDouble(text.substring(at)));
          }
        });
    List<String> order = new ArrayList<>(USUAL);
    if (description.containsKey(ORDER)) {
      order = Arrays.asList(description.get(ORDER).split(", "));
    }
    Map<String, Double> sorted = new LinkedHashMap<>();
    order.stream().filter(stated::containsKey).forEach(name -> sorted.put(name, stated.get(name)));
    stated.forEach(sorted::putIfAbsent);
    return new FilterThresholds(sorted);
  }

  /** By filter, in the order in which they may drop a sample. */
  public Map<String, Double> byFilter() {
    return byFilter;
  }

  /**
   * The same with another threshold of one.
   *
   * @throws IllegalArgumentException if there is none of this name, or it is not finite
   */
  public FilterThresholds with(String filter, double threshold) {
    if (!byFilter.containsKey(filter)) {
      throw QualityFilters.unknown(filter, List.copyOf(byFilter.keySet()));
    }
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "Expected a finite threshold of the %s filter but came %s: choose one as 0.5."
              .formatted(filter, threshold));
    }
    Map<String, Double> changed = new LinkedHashMap<>(byFilter);
    changed.put(filter, threshold);
    return new FilterThresholds(changed);
  }

  /** A description with these thresholds in the place of those it states. */
  public SortedMap<String, String> in(Map<String, String> description) {
    SortedMap<String, String> changed = new TreeMap<>(description);
    byFilter.forEach(
        (filter, threshold) ->
            changed.computeIfPresent(
                filter + NAME_END,
                (name, text) ->
                    text.substring(0, text.lastIndexOf(THRESHOLD)) + THRESHOLD + threshold));
    return changed;
  }

  /**
   * The verdict on a sample by its scores.
   *
   * @param scores of each of these filters; others are ignored
   * @throws IllegalArgumentException if one is missing
   */
  public Judgement judge(Map<String, Double> scores) {
    List<Judgement.Score> judged = new ArrayList<>();
    byFilter.forEach(
        (filter, threshold) -> {
          if (!scores.containsKey(filter)) {
            throw new IllegalArgumentException(
                "Expected a score of the %s filter but there are those of %s: build the set with it."
                    .formatted(filter, scores.keySet()));
          }
          judged.add(new Judgement.Score(filter, scores.get(filter), threshold));
        });
    return new Judgement(judged);
  }

  @Override
  public String toString() {
    return byFilter.toString();
  }
}
