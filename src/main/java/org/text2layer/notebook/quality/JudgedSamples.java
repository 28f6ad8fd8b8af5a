package org.text2layer.notebook.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.notebook.sample.BuiltSamples;
import org.text2layer.synth.quality.QualityFilter;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.defect.LabelledSample;
import org.text2layer.synth.quality.measure.BinaryScores;
import org.text2layer.synth.quality.measure.Confusion;
import org.text2layer.synth.quality.training.HumanLabels;

/**
 * Samples that a filter scored, and whose answer is known.
 *
 * @param filter its name
 * @param threshold from which score on it keeps a sample
 * @param samples at least one
 * @param pictures finds the layers of some, by name; those that nobody stored are missing
 */
record JudgedSamples(
    String filter,
    double threshold,
    List<Judged> samples,
    Function<List<Judged>, Map<String, LayeredSample>> pictures) {
  private static final int AT_ONCE = 8;

  /**
   * One of them.
   *
   * @param name its number, as people call it
   * @param defect what is wrong; empty for a good one
   */
  record Judged(String name, double score, Optional<Defect> defect) {
    boolean good() {
      return defect.isEmpty();
    }
  }

  JudgedSamples {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected samples with a label for the %s filter but none has one: label some of them."
              .formatted(filter));
    }
  }

  static JudgedSamples of(QualityFilter filter, List<LabelledSample> labelled) {
    List<LabelledSample> own =
        labelled.stream().filter(each -> each.filter().equals(filter.name())).toList();
    List<Judged> judged = new ArrayList<>();
    Map<String, LayeredSample> byName = new HashMap<>();
    for (int from = 0; from < own.size(); from += AT_ONCE) {
      List<LabelledSample> some = own.subList(from, Math.min(own.size(), from + AT_ONCE));
      List<Double> scores = filter.scores(some.stream().map(LabelledSample::sample).toList());
      for (int i = 0; i < some.size(); i++) {
        String name = Integer.toString(from + i + 1);
        judged.add(new Judged(name, scores.get(i), some.get(i).defect()));
        byName.put(name, some.get(i).sample());
      }
    }
    return new JudgedSamples(filter.name(), filter.threshold(), judged, some -> byName);
  }

  /** The records of a build that are labelled for a filter and have its score. */
  static JudgedSamples of(BuiltSamples build, String filter, double threshold, HumanLabels labels) {
    FilterScores scores = new FilterScores(build.ledger(), filter);
    Map<String, LedgerRow> rows = new HashMap<>();
    List<Judged> judged = new ArrayList<>();
    scores
        .places()
        .forEach(
            place -> {
              LedgerRow row = build.ledger().rows().get(place);
              labels
                  .of(row.key(), filter)
                  .ifPresent(
                      label -> {
                        String name = Long.toString(row.record());
                        rows.put(name, row);
                        judged.add(new Judged(name, scores.score(place), label.defect()));
                      });
            });
    return new JudgedSamples(
        filter,
        FilterScores.finite(threshold),
        judged,
        some -> {
          Map<Long, StoredSample> stored =
              build.of(some.stream().map(each -> rows.get(each.name())).toList());
          return stored.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      each -> each.getKey().toString(), each -> each.getValue().sample()));
        });
  }

  boolean kept(Judged sample) {
    return sample.score() >= threshold;
  }

  Confusion confusion() {
    Confusion confusion = Confusion.none();
    for (Judged sample : samples) {
      confusion = confusion.plus(kept(sample), sample.good());
    }
    return confusion;
  }

  /** For curves, which need probabilities, and good and bad samples. */
  BinaryScores scores() {
    return new BinaryScores(
        samples.stream().map(Judged::score).toList(), samples.stream().map(Judged::good).toList());
  }
}
