package org.text2layer.notebook.quality;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.metrics.significance.Proportion;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.ChartStyle;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.sample.BuiltSamples;
import org.text2layer.synth.quality.QualityFilter;
import org.text2layer.synth.quality.defect.LabelledSample;
import org.text2layer.synth.quality.measure.BinaryScores;
import org.text2layer.synth.quality.measure.BinaryScores.CurvePoint;
import org.text2layer.synth.quality.measure.BinaryScores.ReliabilityBin;
import org.text2layer.synth.quality.measure.Confusion;
import org.text2layer.synth.quality.training.HumanLabels;

/**
 * A filter's precision over its recall, and whether its probabilities are true, on samples whose
 * answer is known; the chosen threshold is marked, and 95 % intervals (Wilson's, pointwise; of the
 * ROC curve's area by resampling) say how sure all of it is. Immutable.
 */
public final class FilterCurves implements Viewable {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 330;
  private static final int BINS = 10;
  private static final Bootstrap RESAMPLES = Bootstrap.standard().withResamples(1000);
  private static final int FAINT = 110;
  private static final float THIN = 1;

  private final JudgedSamples judged;
  private final BinaryScores scores;

  private FilterCurves(JudgedSamples judged) {
    this.judged = judged;
    this.scores = judged.scores();
  }

  /**
   * On samples whose answer is known; all are scored now.
   *
   * @throws IllegalArgumentException if they are not good and bad ones, or a score is no
   *     probability
   */
  public static FilterCurves of(QualityFilter filter, List<LabelledSample> labelled) {
    return new FilterCurves(JudgedSamples.of(filter, labelled));
  }

  /**
   * By a build's scores, without the filter: see {@code BuildView.curves}.
   *
   * @throws IllegalArgumentException likewise
   */
  public static FilterCurves of(
      BuiltSamples build, String filter, double threshold, HumanLabels labels) {
    return new FilterCurves(JudgedSamples.of(build, filter, threshold, labels));
  }

  /** The numbers behind the curves. */
  public BinaryScores scores() {
    return scores;
  }

  /** Precision over recall, to be changed or saved. */
  public XYChart precisionRecall() {
    XYChart chart = chart("Precision and recall", "recall: good ones kept", "precision");
    List<CurvePoint> points = scores.curve();
    List<Proportion> precisions =
        points.stream().map(point -> point.confusion().precision()).toList();
    double[] recalls = points.stream().mapToDouble(CurvePoint::recall).toArray();
    Color faint = ChartStyle.faint(ChartStyle.colour(0), FAINT);
    add(
        chart,
        "interval from",
        recalls,
        precisions.stream().mapToDouble(Proportion::low).toArray(),
        faint,
        THIN);
    add(
        chart,
        "interval to",
        recalls,
        precisions.stream().mapToDouble(Proportion::high).toArray(),
        faint,
        THIN);
    add(
        chart,
        "precision",
        recalls,
        points.stream().mapToDouble(CurvePoint::precision).toArray(),
        ChartStyle.colour(0),
        2);
    Confusion chosen = judged.confusion();
    if (chosen.precision().trials() > 0) {
      double recall = chosen.recall().share();
      double precision = chosen.precision().share();
      cross(
          chart, "chosen, its precision", new double[] {recall, recall}, ends(chosen.precision()));
      cross(
          chart, "chosen, its recall", ends(chosen.recall()), new double[] {precision, precision});
      dots(
          chart,
          "chosen",
          List.of(recall),
          List.of(precision),
          SeriesMarkers.DIAMOND,
          ChartStyle.colour(3));
    }
    return chart;
  }

  /** The share of good ones over the probability that the filter gave, to be changed or saved. */
  public XYChart calibration() {
    XYChart chart = chart("Calibration", "probability by the filter", "share of good ones");
    add(chart, "true probabilities", new double[] {0, 1}, new double[] {0, 1}, Color.GRAY, THIN);
    double threshold = judged.threshold();
    if (threshold >= 0 && threshold <= 1) {
      add(
          chart,
          "threshold",
          new double[] {threshold, threshold},
          new double[] {0, 1},
          ChartStyle.colour(3),
          THIN);
    }
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (ReliabilityBin bin : scores.reliability(BINS)) {
      if (bin.count() > 0) {
        x.add(bin.meanScore());
        y.add(bin.goodShare());
        double[] middle = {bin.meanScore(), bin.meanScore()};
        add(chart, "interval at " + x.size(), middle, ends(bin.good()), ChartStyle.colour(0), 1.6f);
      }
    }
    dots(chart, "bins", x, y, SeriesMarkers.CIRCLE, ChartStyle.colour(0));
    return chart;
  }

  private static double[] ends(Proportion proportion) {
    return new double[] {proportion.low(), proportion.high()};
  }

  private static XYChart chart(String title, String xName, String yName) {
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, title, xName, yName);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.02);
    chart.getStyler().setLegendVisible(false).setMarkerSize(8);
    return chart;
  }

  private static void add(
      XYChart chart, String name, double[] x, double[] y, Color colour, float width) {
    XYSeries line = chart.addSeries(name, x, y);
    line.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineStyle(new BasicStroke(width));
  }

  private static void cross(XYChart chart, String name, double[] x, double[] y) {
    add(chart, name, x, y, ChartStyle.colour(3), 1.6f);
  }

  private static void dots(
      XYChart chart, String name, List<Double> x, List<Double> y, Marker marker, Color colour) {
    XYSeries dots = chart.addSeries(name, x, y);
    dots.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    dots.setMarker(marker).setMarkerColor(colour);
  }

  @Override
  public View view() {
    String charts =
        Html.topRow(
            List.of(
                ChartStyle.picture(precisionRecall(), "precision over recall: " + this),
                ChartStyle.picture(calibration(), "calibration: " + this)));
    String print =
        this
            + ". Left: the orange mark is the threshold that was chosen, thin lines and bars are 95 % intervals."
            + " Right: dots on the grey line are true probabilities, above it the filter is too strict, below it too mild; the orange line is the threshold.";
    return new View(Html.view("", charts, print), toString());
  }

  @Override
  public String toString() {
    Confusion chosen = judged.confusion();
    return Html.format(
        "The %s filter on %s: at %.3f precision %s, recall %s; ROC AUC %s, average precision %.3f, calibration error %.3f",
        judged.filter(),
        Html.count(scores.size(), "labelled sample"),
        judged.threshold(),
        chosen.precision().text(2),
        chosen.recall().text(2),
        scores.areaUnderRoc(RESAMPLES).text(3),
        scores.averagePrecision(),
        scores.calibrationError(BINS));
  }
}
