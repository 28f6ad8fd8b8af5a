package org.text2layer.notebook.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.train.LossTerms;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.RecordedRun;

/** The curves of a run, grown row by row. For one thread. */
final class RunHistory {
  /** So many names at most of each kind: a log may come from anywhere. */
  private static final int MOST_NAMES = 32;

  private static final int SMOOTHED_PART = 20;
  private static final int WIDEST = 100;
  private static final int SPEED_WIDTH = 20;
  private static final double NANOS = 1e9;

  private final int width;
  private final long samplesPerStep;
  private final Map<String, Curve.Smoothed> terms = new LinkedHashMap<>();
  private final Map<String, Curve> learningRates = new LinkedHashMap<>();
  private final Map<String, Curve> gradientNorms = new LinkedHashMap<>();
  private final Map<String, Curve> heldOut = new LinkedHashMap<>();
  private Map<String, Double> lastTerms = Map.of();
  private final Curve.Smoothed secondsPerStep = new Curve.Smoothed(SPEED_WIDTH);
  private Optional<Curve.Point> lastHeldOut = Optional.empty();
  private Optional<Curve.Point> bestHeldOut = Optional.empty();
  private long done;
  private double seconds;

  private RunHistory(long steps, long samplesPerStep) {
    this.width = (int) Math.max(1, Math.min(WIDEST, steps / SMOOTHED_PART));
    this.samplesPerStep = samplesPerStep;
  }

  /** The curves of the log's rows up to a step. */
  static RunHistory of(RecordedRun run, long upTo) {
    RunHistory history = new RunHistory(run.steps(), run.samplesPerStep());
    run.forEachRow(
        row -> {
          if (row.step() <= upTo) {
            history.add(row);
          }
        });
    return history;
  }

  void add(LogRow row) {
    long step = row.step();
    done = step;
    row.terms()
        .values()
        .forEach(
            (name, value) -> {
              if (terms.size() < MOST_NAMES || terms.containsKey(name)) {
                terms.computeIfAbsent(name, key -> new Curve.Smoothed(width)).add(step, value);
              }
            });
    add(learningRates, step, row.learningRates());
    add(gradientNorms, step, row.gradientNorms());
    if (!row.heldOut().values().isEmpty()) {
      add(heldOut, step, row.heldOut().values());
      lastTerms = row.heldOut().values();
    }
    row.heldOut().total().filter(Double::isFinite).ifPresent(loss -> addHeldOut(step, loss));
    double passed = samplesPerStep / row.samplesPerSecond();
    if (Double.isFinite(passed)) {
      seconds += passed;
      secondsPerStep.add(step, passed);
    }
  }

  private static void add(Map<String, Curve> curves, long step, Map<String, Double> values) {
    values.forEach(
        (name, value) -> {
          if (curves.size() < MOST_NAMES || curves.containsKey(name)) {
            curves.computeIfAbsent(name, key -> new Curve()).add(step, value);
          }
        });
  }

  private void addHeldOut(long step, double loss) {
    lastHeldOut = Optional.of(new Curve.Point(step, loss));
    if (bestHeldOut.isEmpty() || loss < bestHeldOut.get().value()) {
      bestHeldOut = lastHeldOut;
    }
  }

  /** Over how many steps the curves are smoothed. */
  int width() {
    return width;
  }

  /** How many steps are done. */
  long done() {
    return done;
  }

  /** The previews up to the last step; later ones are of a start that was killed. */
  List<Long> previews(RecordedRun run) {
    return run.previews().stream().filter(step -> step <= done).toList();
  }

  Map<String, Curve.Smoothed> terms() {
    return terms;
  }

  Map<String, Curve> learningRates() {
    return learningRates;
  }

  Map<String, Curve> gradientNorms() {
    return gradientNorms;
  }

  /** The total on held-out samples. */
  Curve heldOut() {
    return heldOut(LossTerms.TOTAL);
  }

  /** A term on held-out samples. */
  Curve heldOut(String term) {
    return heldOut.getOrDefault(term, new Curve());
  }

  /** All terms of the last evaluation on held-out samples; none if there was none. */
  Map<String, Double> lastTerms() {
    return lastTerms;
  }

  Optional<Curve.Point> lastHeldOut() {
    return lastHeldOut;
  }

  Optional<Curve.Point> bestHeldOut() {
    return bestHeldOut;
  }

  /** The smoothed total of the training. */
  Optional<Double> total() {
    return Optional.ofNullable(terms.get(LossTerms.TOTAL))
        .filter(total -> !total.raw().isEmpty())
        .map(Curve.Smoothed::last);
  }

  /** Nanoseconds that all steps took, over all starts, without previews and checkpoints. */
  double nanosInSteps() {
    return seconds * NANOS;
  }

  /** Of the last steps; empty before the first. */
  Optional<Double> samplesPerSecond() {
    return secondsPerStep.raw().isEmpty()
        ? Optional.empty()
        : Optional.of(samplesPerStep / secondsPerStep.last());
  }
}
