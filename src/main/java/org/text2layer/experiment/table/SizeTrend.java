package org.text2layer.experiment.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.method.Method;
import org.text2layer.experiment.plan.TablePreset;

/** How measures change with the number of samples, a point a method and seed. */
record SizeTrend(TablePreset preset, MeasuredCells cells, String set) {
  /** The curves as notes of a table. */
  List<String> sentences(List<Method> methods) {
    return List.of(
        "Fitted line, FID (Lite0): %s; the bias of few pictures shifts all points alike."
            .formatted(curve(methods, cell -> cell.distance().orElseThrow().distance())),
        "Fitted line, caption score: %s."
            .formatted(
                curve(
                    methods,
                    cell ->
                        Arrays.stream(cell.values(Cell.CAPTION_SCORE)).average().orElseThrow())));
  }

  /** The line through one measure's points. */
  SizeCurve curve(List<Method> methods, ToDoubleFunction<Cell> measure) {
    List<Double> samples = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (Method method : methods) {
      for (Cell cell : cells.of(method.key(), set, Cell.Key.PICTURES)) {
        samples.add((double) Math.round(method.share() * preset.methods().samples()));
        values.add(measure.applyAsDouble(cell));
      }
    }
    return SizeCurve.fit(array(samples), array(values));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
