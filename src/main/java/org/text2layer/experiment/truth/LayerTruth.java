package org.text2layer.experiment.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.text2layer.data.LayeredSample;
import org.text2layer.metrics.significance.IntervalText;
import org.text2layer.synth.LayerSynthesizer;
import org.text2layer.synth.quality.Judgement;
import org.text2layer.synth.quality.QualityFilters;
import tech.tablesaw.api.Table;

/**
 * How good automatic layers are where the true ones are known, and what the quality filters make of
 * that: the accuracy of all samples against that of the kept and the dropped ones.
 *
 * <pre>{@code
 * var samples = LongStream.range(0, 500).mapToObj(EmojiScenes.test()::sample);
 * var truth = LayerTruth.measure(samples, LayerSynthesizer.standard(), QualityFilters.standard());
 * truth.comparison();
 * }</pre>
 *
 * @param samples numbers only, no pictures
 * @param failures one sentence for each picture that the recipe could not take apart; it counts as
 *     neither kept nor dropped
 */
public record LayerTruth(List<JudgedSample> samples, List<String> failures) {
  /** The kind of samples whose layers the recipe made without anything put in. */
  public static final String AUTOMATIC = "automatic";

  /** Copies both lists. */
  public LayerTruth {
    samples = List.copyOf(samples);
    failures = List.copyOf(failures);
  }

  /**
   * Takes each sample's picture apart, its layers hidden, and measures what comes against them.
   * Holds about a dozen samples at a time. Closes neither the synthesizer nor the filters.
   *
   * @param samples of the synthesizer's working size
   * @throws IllegalArgumentException if a sample has another size
   */
  public static LayerTruth measure(
      Stream<LayeredSample> samples, LayerSynthesizer synthesizer, QualityFilters filters) {
    Objects.requireNonNull(synthesizer, "synthesizer");
    TruthMeasurement measurement = new TruthMeasurement(filters);
    samples
        .sequential()
        .forEach(
            sample ->
                measurement.add(
                    AUTOMATIC,
                    sample,
                    () -> synthesizer.synthesize(sample.picture(), sample.caption())));
    return measurement.finished();
  }

  /** The samples and failures of both: defects mixed into automatic layers, for example. */
  public LayerTruth plus(LayerTruth other) {
    List<JudgedSample> both = new ArrayList<>(samples);
    both.addAll(other.samples);
    List<String> bothFailures = new ArrayList<>(failures);
    bothFailures.addAll(other.failures);
    return new LayerTruth(both, bothFailures);
  }

  /** All, kept and dropped ones, and those that each filter drops. */
  List<SampleGroup> groups() {
    return Stream.concat(
            Stream.of(SampleGroup.ALL, SampleGroup.KEPT, SampleGroup.DROPPED),
            filters().stream().map(SampleGroup::droppedBy))
        .toList();
  }

  /** The names of the filters that judged the samples, in their order. */
  List<String> filters() {
    return samples.stream()
        .flatMap(sample -> sample.judgement().scores().stream())
        .map(Judgement.Score::filter)
        .distinct()
        .toList();
  }

  /** The samples of one group. */
  public List<JudgedSample> group(SampleGroup group) {
    return samples.stream().filter(group::holds).toList();
  }

  /** The kinds of samples, in the order in which they came. */
  List<String> kinds() {
    return samples.stream().map(JudgedSample::kind).distinct().toList();
  }

  /** The samples of one kind alone. */
  LayerTruth kind(String kind) {
    return new LayerTruth(
        samples.stream().filter(sample -> sample.kind().equals(kind)).toList(), List.of());
  }

  /** A group's mean of a measure, over the samples where it is defined. */
  public MeanInterval mean(SampleGroup group, AccuracyMeasure measure) {
    return MeanInterval.of(
        samples.stream()
            .filter(group::holds)
            .mapToDouble(sample -> measure.of(sample.accuracy()))
            .toArray());
  }

  /** The share of samples that are in a group. */
  MeanInterval share(SampleGroup group) {
    return MeanInterval.of(
        samples.stream().mapToDouble(sample -> group.holds(sample) ? 1 : 0).toArray());
  }

  /** One row a sample: kind, caption, what was measured, all scores, whether it is kept. */
  public Table bySample() {
    return TruthTables.bySample(this);
  }

  /** One row a measure, one column a group, as text: mean and 95 % interval. */
  public Table comparison() {
    return TruthTables.comparison(this);
  }

  /**
   * One row a kind: how many samples, the share that is dropped (with its 95 % interval, as text),
   * that each filter drops, and the mean of each measure before and after filtering.
   */
  public Table byKind() {
    return TruthTables.byKind(this);
  }

  /**
   * A sample that was measured against the truth and judged by the filters, which do not know it.
   *
   * @param kind where its layers come from: "automatic", or the defect that was put in
   * @param accuracy how far its layers are from the true ones
   * @param judgement what the filters say
   */
  public record JudgedSample(String kind, LayerAccuracy accuracy, Judgement judgement) {
    /** Checks that nothing is missing. */
    public JudgedSample {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(accuracy, "accuracy");
      Objects.requireNonNull(judgement, "judgement");
    }

    /** Whether all filters accept it. */
    public boolean kept() {
      return judgement.kept();
    }
  }

  /**
   * A mean and how sure it is: the percentile bootstrap's 95 % interval of 2,000 resamples (Efron
   * 1979), drawn from a fixed seed, so that the same values give the same interval.
   *
   * @param samples how many values there are, without those that are NaN
   * @param mean NaN if there are none
   * @param low where the interval begins; the mean itself for one value
   * @param high where it ends
   */
  public record MeanInterval(int samples, double mean, double low, double high) {
    private static final int RESAMPLES = 2_000;
    private static final double OUTSIDE = 0.025;
    private static final long SEED = 1;

    /** The mean of all values that are not NaN. */
    public static MeanInterval of(double... values) {
      double[] finite = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
      if (finite.length == 0) {
        return new MeanInterval(0, Double.NaN, Double.NaN, Double.NaN);
      }
      SplittableRandom random = new SplittableRandom(SEED);
      double[] means = new double[RESAMPLES];
      for (int i = 0; i < RESAMPLES; i++) {
        double sum = 0;
        for (int draw = 0; draw < finite.length; draw++) {
          sum += finite[(int) (random.nextDouble() * finite.length)];
        }
        means[i] = sum / finite.length;
      }
      Arrays.sort(means);
      return new MeanInterval(
          finite.length,
          Arrays.stream(finite).average().orElseThrow(),
          means[(int) (OUTSIDE * RESAMPLES)],
          means[(int) ((1 - OUTSIDE) * RESAMPLES) - 1]);
    }

    /** "0.953 [0.948, 0.958]"; "–" without values. */
    public String text(int decimals) {
      return samples == 0 ? "–" : IntervalText.of("%." + decimals + "f", mean, low, high);
    }
  }
}
