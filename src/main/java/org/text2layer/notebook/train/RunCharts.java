package org.text2layer.notebook.train;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.text2layer.notebook.html.ChartStyle;
import org.text2layer.notebook.html.Html;
import org.text2layer.train.LossTerms;

/**
 * The charts of a history: the terms of the loss; the parts of a term by picture (those that have
 * its name and more); learning rates and gradients.
 *
 * @param history of a run
 * @param steps of the run
 */
record RunCharts(RunHistory history, long steps) {
  private static final Color HELD_OUT = new Color(0xc2185b);
  private static final int WIDTH = 760;
  private static final int HEIGHT = 330;
  private static final double FAR = 10;
  private static final int SMALL_WIDTH = 374;
  private static final int SMALL_HEIGHT = 190;

  /** The loss, large. */
  XYChart loss() {
    LineChart chart = LineChart.of("Loss", "loss terms", WIDTH, HEIGHT, true, steps);
    Map<String, Curve.Smoothed> lines = new LinkedHashMap<>(main());
    Optional<Curve.Smoothed> total = Optional.ofNullable(lines.remove(LossTerms.TOTAL));
    List<String> names = positive(lines, true);
    for (int i = 0; i < names.size(); i++) {
      chart.faint(lines.get(names.get(i)).raw(), ChartStyle.colour(i));
    }
    total.ifPresent(curve -> chart.faint(curve.raw(), ChartStyle.INK));
    total.ifPresent(
        curve ->
            chart.line(
                LossTerms.title(LossTerms.TOTAL),
                curve.smooth(),
                ChartStyle.INK,
                new BasicStroke(2.2f)));
    if (!history.heldOut().isEmpty()) {
      chart.dots("total, held out", history.heldOut(), HELD_OUT, new BasicStroke(1.2f));
    }
    for (int i = 0; i < names.size(); i++) {
      chart.line(LossTerms.title(names.get(i)), lines.get(names.get(i)).smooth(), i);
    }
    return chart.chart();
  }

  private static List<String> positive(Map<String, Curve.Smoothed> curves, boolean wanted) {
    return curves.entrySet().stream()
        .filter(entry -> !entry.getValue().raw().isEmpty())
        .filter(entry -> entry.getValue().raw().least() > 0 == wanted)
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<String, Curve.Smoothed> main() {
    Map<String, Curve.Smoothed> main = new LinkedHashMap<>(history.terms());
    main.keySet().removeIf(name -> whole(name).isPresent() || isFarAbove(name));
    return main;
  }

  /** As the divergence, whose weight is small: it would flatten the others. */
  private boolean isFarAbove(String name) {
    double value = history.terms().get(name).last();
    return history.total().filter(total -> total > 0 && value > FAR * total).isPresent();
  }

  /** Of "l1_background", "l1" if it is a term too. */
  private Optional<String> whole(String name) {
    return history.terms().keySet().stream()
        .filter(other -> name.startsWith(other + "_"))
        .findFirst();
  }

  /** The small ones. */
  List<XYChart> small() {
    List<XYChart> charts = new ArrayList<>();
    charts.add(plain("Learning rate", "rate", history.learningRates(), false));
    charts.add(plain("Gradient norm, before clipping", "norm", history.gradientNorms(), true));
    Map<String, Map<String, Curve.Smoothed>> parts = new LinkedHashMap<>();
    history
        .terms()
        .forEach(
            (name, curve) ->
                whole(name)
                    .ifPresent(
                        of ->
                            parts
                                .computeIfAbsent(of, key -> new LinkedHashMap<>())
                                .put(name.substring(of.length() + 1), curve)));
    parts.forEach(
        (of, curves) ->
            charts.add(smoothed("Parts of " + LossTerms.title(of), LossTerms.title(of), curves)));
    Map<String, Curve.Smoothed> above = new LinkedHashMap<>(history.terms());
    above.keySet().removeIf(name -> !isFarAbove(name) || whole(name).isPresent());
    if (!above.isEmpty()) {
      charts.add(smoothed("Far above the total", only(above), titled(above)));
    }
    Map<String, Curve.Smoothed> others = new LinkedHashMap<>(main());
    others.keySet().retainAll(positive(others, false));
    if (!others.isEmpty()) {
      charts.add(smoothed("Terms that reach 0 or below", only(others), titled(others)));
    }
    return charts;
  }

  /** What the axis is called: a chart of one line has no legend. */
  private static String only(Map<String, Curve.Smoothed> curves) {
    return curves.size() == 1 ? LossTerms.title(curves.keySet().iterator().next()) : "terms";
  }

  private static Map<String, Curve.Smoothed> titled(Map<String, Curve.Smoothed> curves) {
    Map<String, Curve.Smoothed> titled = new LinkedHashMap<>();
    curves.forEach((name, curve) -> titled.put(LossTerms.title(name), curve));
    return titled;
  }

  private XYChart plain(
      String title, String yName, Map<String, Curve> curves, boolean logarithmic) {
    boolean positive =
        curves.values().stream().allMatch(curve -> curve.isEmpty() || curve.least() > 0);
    LineChart chart =
        LineChart.of(title, yName, SMALL_WIDTH, SMALL_HEIGHT, logarithmic && positive, steps);
    return lines(chart, curves);
  }

  private XYChart smoothed(String title, String yName, Map<String, Curve.Smoothed> curves) {
    LineChart chart = LineChart.of(title, yName, SMALL_WIDTH, SMALL_HEIGHT, false, steps);
    int number = 0;
    for (Curve.Smoothed curve : curves.values()) {
      chart.faint(curve.raw(), ChartStyle.colour(number++));
    }
    Map<String, Curve> smooth = new LinkedHashMap<>();
    curves.forEach((name, curve) -> smooth.put(name, curve.smooth()));
    return lines(chart, smooth);
  }

  private static XYChart lines(LineChart chart, Map<String, Curve> curves) {
    int number = 0;
    for (Map.Entry<String, Curve> curve : curves.entrySet()) {
      chart.line(curve.getKey(), curve.getValue(), number++);
    }
    if (number < 2) {
      chart.hideLegend();
    }
    return chart.chart();
  }

  /** All of them, with what has to be known to read them. */
  String html() {
    if (history.terms().isEmpty()) {
      return "";
    }
    List<String> small = new ArrayList<>();
    for (XYChart chart : small()) {
      small.add(ChartStyle.picture(chart, chart.getTitle() + " over steps"));
    }
    return ChartStyle.picture(loss(), words())
        + "<div style=\"height:12px\"></div>"
        + Html.row(small)
        + Html.small(legend());
  }

  private String legend() {
    String smoothing =
        history.width() == 1
            ? "Not smoothed."
            : Html.format(
                "Lines are exponential averages over about %d steps, faint lines the values as logged.",
                history.width());
    int each = history.terms().values().iterator().next().raw().valuesEach();
    return smoothing
        + " Terms before they are weighted; logarithmic axes where values range over more than a decade."
        + (history.heldOut().isEmpty() ? " Not evaluated on held-out samples." : "")
        + (each == 1
            ? ""
            : Html.format(" Of every %,d steps the least and the greatest value.", each));
  }

  /** For those who do not see the chart. */
  private String words() {
    StringBuilder words = new StringBuilder("Loss over steps");
    history.total().ifPresent(total -> words.append(Html.format(": total now %.4g", total)));
    history
        .lastHeldOut()
        .ifPresent(
            held ->
                words.append(
                    Html.format(", %.4g held out after step %d", held.value(), held.step())));
    return words.toString();
  }
}
