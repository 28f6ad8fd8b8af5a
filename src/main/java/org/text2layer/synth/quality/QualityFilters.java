package org.text2layer.synth.quality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.text2layer.data.LayeredSample;
import org.text2layer.nn.device.ComputeDevice;

/**
 * Quality filters in the order in which they may drop a sample, known by their names. All judge
 * every sample. Immutable, and thread-safe until closed; owns its filters.
 */
public final class QualityFilters implements AutoCloseable {
  private final List<QualityFilter> filters;

  /** Also those left out, so that their memory is freed with the others'. */
  private final List<QualityFilter> owned;

  private QualityFilters(List<QualityFilter> filters, List<QualityFilter> owned) {
    this.filters = List.copyOf(filters);
    this.owned = List.copyOf(owned);
    names().forEach(QualityFilter::requireName);
    if (new HashSet<>(names()).size() < filters.size()) {
      throw new IllegalArgumentException(
          "Expected filters of different names but came %s: name each differently."
              .formatted(names()));
    }
  }

  /** The paper's two filters, "mask" and "inpainting", which ship with the jar; best device. */
  public static QualityFilters standard() {
    return standard(ComputeDevice.best());
  }

  /** The filters that ship with the jar. */
  public static QualityFilters standard(ComputeDevice device) {
    FrozenFeatures features = FrozenFeatures.lite0(device);
    return of(
        Stream.of(PaperFilter.values())
            .map(filter -> NeuronFilter.embedded(filter, features))
            .toArray(QualityFilter[]::new));
  }

  /**
   * These filters; none keeps everything.
   *
   * @param filters closed with this list
   * @throws IllegalArgumentException if two have one name, or one is none
   */
  public static QualityFilters of(QualityFilter... filters) {
    return new QualityFilters(List.of(filters), List.of(filters));
  }

  /**
   * These and another one: in place of the one with its name, or after all. Closing the new list
   * closes both lists' filters.
   */
  public QualityFilters with(QualityFilter filter) {
    List<QualityFilter> all = new ArrayList<>(filters);
    int same = names().indexOf(filter.name());
    if (same < 0) {
      all.add(filter);
    } else {
      all.set(same, filter);
    }
    return new QualityFilters(all, Stream.concat(owned.stream(), Stream.of(filter)).toList());
  }

  /**
   * These without one; closing either closes both.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public QualityFilters without(String name) {
    List<QualityFilter> others = new ArrayList<>(filters);
    others.remove(filter(name));
    return new QualityFilters(others, owned);
  }

  /**
   * The same with another threshold of one; closing either closes both.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public QualityFilters withThreshold(String name, double threshold) {
    return new QualityFilters(with(filter(name).withThreshold(threshold)).filters, owned);
  }

  /** The filters' names in their order. */
  public List<String> names() {
    return filters.stream().map(QualityFilter::name).toList();
  }

  /**
   * A filter by its name.
   *
   * @throws IllegalArgumentException if there is none of this name; the message has those there are
   */
  public QualityFilter filter(String name) {
    return filters.stream()
        .filter(filter -> filter.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, names()));
  }

  static IllegalArgumentException unknown(String name, List<String> known) {
    return new IllegalArgumentException(
        "Expected the name of a quality filter, one of %s, but came '%s': take one of these, or add it."
            .formatted(known, name));
  }

  /** What all scores and verdicts depend on, by name: the filters with their thresholds. */
  public SortedMap<String, String> description() {
    return FilterThresholds.describe(filters);
  }

  /** All verdicts on one sample. */
  public Judgement judge(LayeredSample sample) {
    return judge(List.of(sample)).get(0);
  }

  /**
   * All verdicts on each sample; networks compute several at once.
   *
   * @throws IllegalStateException if a filter fails, or gives no score; the message names it
   */
  public List<Judgement> judge(List<LayeredSample> samples) {
    List<List<Judgement.Score>> columns =
        filters.stream().map(filter -> scores(filter, samples)).toList();
    return IntStream.range(0, samples.size())
        .mapToObj(i -> new Judgement(columns.stream().map(column -> column.get(i)).toList()))
        .toList();
  }

  private static List<Judgement.Score> scores(QualityFilter filter, List<LayeredSample> samples) {
    try {
      List<Double> scores = filter.scores(samples);
      if (scores.size() != samples.size()) {
        throw new IllegalStateException(
            "%s scores of %s samples".formatted(scores.size(), samples.size()));
      }
      return scores.stream()
          .map(score -> new Judgement.Score(filter.name(), score, filter.threshold()))
          .toList();
    } catch (RuntimeException error) {
      throw new IllegalStateException(
          "Expected a score but the %s filter failed (%s): correct it, or judge without it."
              .formatted(filter.name(), error),
          error);
    }
  }

  @Override
  public void close() {
    close(owned);
  }

  /** All, even if one fails. */
  private static void close(List<QualityFilter> filters) {
    if (!filters.isEmpty()) {
      try {
        filters.get(0).close();
      } finally {
        close(filters.subList(1, filters.size()));
      }
    }
  }
}
