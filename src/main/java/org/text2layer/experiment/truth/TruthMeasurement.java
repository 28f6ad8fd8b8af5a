package org.text2layer.experiment.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.text2layer.data.LayeredSample;
import org.text2layer.synth.SynthesizedSample;
import org.text2layer.synth.quality.Judgement;
import org.text2layer.synth.quality.QualityFilters;

/** Measures and judges samples as they come, and keeps the numbers. Not thread-safe. */
final class TruthMeasurement {
  /** The filters see whole batches of three views, and of one. */
  private static final int TOGETHER = 15;

  private record Measured(String kind, LayerAccuracy accuracy, LayeredSample seen) {}

  private final QualityFilters filters;
  private final List<Measured> waiting = new ArrayList<>();
  private final List<LayerTruth.JudgedSample> judged = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  TruthMeasurement(QualityFilters filters) {
    this.filters = Objects.requireNonNull(filters, "filters");
  }

  void add(String kind, LayeredSample truth, Supplier<SynthesizedSample> recipe) {
    SynthesizedSample automatic;
    try {
      automatic = recipe.get();
    } catch (IllegalArgumentException error) {
      failures.add("'" + truth.caption() + "': " + error.getMessage());
      return;
    }
    LayerAccuracy accuracy = LayerAccuracy.of(truth, automatic);
    waiting.add(new Measured(kind, accuracy, automatic.toLayeredSample()));
    if (waiting.size() == TOGETHER) {
      judge();
    }
  }

  private void judge() {
    List<Judgement> judgements = filters.judge(waiting.stream().map(Measured::seen).toList());
    for (int i = 0; i < judgements.size(); i++) {
      Measured measured = waiting.get(i);
      judged.add(
          new LayerTruth.JudgedSample(measured.kind(), measured.accuracy(), judgements.get(i)));
    }
    waiting.clear();
  }

  LayerTruth finished() {
    judge();
    return new LayerTruth(judged, failures);
  }
}
