package org.text2layer.notebook.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.frechet.FrechetDistance;
import org.text2layer.metrics.generated.FailureReport;
import org.text2layer.metrics.generated.GeneratedSample;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.notebook.UntrustedHtml;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.Views;

class EvaluationViewsTest {
  private static final String HOSTILE = Views.HOSTILE;

  private static GeneratedSample sample(String name) {
    LayeredImage image = Views.redOverBlue(Map.of());
    return new GeneratedSample(name, HOSTILE, image);
  }

  private static List<GeneratedSample> samples(int count) {
    List<GeneratedSample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sample(HOSTILE + i));
    }
    return samples;
  }

  /** Finds nothing; the red half over blue has an empty mask at one half. */
  private static final class Nothing implements SalientObjectDetector {
    @Override
    public Mask detect(RgbImage picture) {
      return Mask.filled(picture.width(), picture.height(), 0);
    }

    @Override
    public String description() {
      return HOSTILE;
    }

    @Override
    public void close() {}
  }

  static List<Viewable> views() {
    List<MeasuredPoint> points =
        List.of(
            MeasuredPoint.of(3, 2.5),
            new MeasuredPoint(1, OptionalDouble.empty(), 1, 2),
            new MeasuredPoint(2, OptionalDouble.of(2), 1.5, 2.5));
    double[] values = {0.1, 0.9, 0.5};
    List<String> captions = List.of(HOSTILE, "b", "c");
    return List.of(
        IntervalChart.of(HOSTILE, HOSTILE, HOSTILE),
        IntervalChart.of(HOSTILE, HOSTILE, HOSTILE).and(HOSTILE, points).and("b", points),
        ValueHistogram.of(HOSTILE, HOSTILE, values).and(HOSTILE, values),
        ScoreScatter.ofMethods(HOSTILE, captions, HOSTILE, values, HOSTILE, values),
        ScoreScatter.ofMetrics(captions, HOSTILE, values, HOSTILE, values),
        RankedGallery.highestFirst(HOSTILE, samples(3), values),
        SignatureView.of(FailureReport.of(samples(2), new Nothing())));
  }

  @ParameterizedTest
  @MethodSource("views")
  void everyViewSurvivesUntrustedAndTakesNoMarkupFromTexts(Viewable view) {
    View shown = view.view();
    UntrustedHtml.assertSurvives(shown.html());
    assertFalse(shown.html().contains("alt=\"\""), "every picture has words");
    assertFalse(shown.text().isBlank());
  }

  @Test
  void aRangeWithoutANumberHasNoDot() {
    MeasuredPoint range = new MeasuredPoint(1, OptionalDouble.empty(), 1, 2);
    IntervalChart chart = IntervalChart.of("FID", "guidance", "FID").and("a", List.of(range));
    assertEquals(1, chart.chart().getSeriesMap().size(), "the bar alone");
    assertTrue(chart.view().html().contains("Bars without a dot"));
    assertTrue(chart.view().text().endsWith("a at 1 [1.000, 2.000]"), chart.view()::text);
    MeasuredPoint number = MeasuredPoint.of(2, 3);
    IntervalChart both = IntervalChart.of("FID", "guidance", "FID").and("a", List.of(number));
    assertFalse(both.view().html().contains("Bars without a dot"));
    assertTrue(both.view().text().endsWith("a at 2 3"), both.view()::text);
    MeasuredPoint whole = new MeasuredPoint(1, OptionalDouble.of(0.42), 0.38, 0.46);
    IntervalChart three = IntervalChart.of("IoU", "steps", "IoU").and("a", List.of(whole));
    assertTrue(three.view().text().endsWith("a at 1 0.4200 [0.3800, 0.4600]"));
    assertArrayEquals(
        new double[] {3}, both.chart().getSeriesMap().get("values 0").getYData(), 1e-12);
  }

  /** Features of 0 and 1 in turn, as many as give a number, all moved. */
  private static FeatureSet coins(float shift) {
    return FeatureSet.of(
        "coins",
        IntStream.range(0, FrechetDistance.ENOUGH)
            .mapToObj(i -> new float[] {i % 2 + shift})
            .toList());
  }

  @Test
  void distancesBecomePointsWithWhatTheyTellOfTheirUncertainty() {
    FrechetDistance large = FrechetDistance.between(coins(1), coins(0));
    assertEquals(1, MeasuredPoint.of(1, large).value().orElseThrow(), 1e-6);
    assertThrows(IllegalArgumentException.class, () -> MeasuredPoint.of(1, Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> new MeasuredPoint(1, OptionalDouble.of(1), 2, 0));
  }

  @Test
  void aHistogramSharesOutEveryValueAndCountsThoseWithout() {
    ValueHistogram histogram =
        ValueHistogram.of("IoU", "a", new double[] {0, 0.04, 0.5, 1, Double.NaN});
    double[] shares = histogram.shares(0);
    assertEquals(0.5, shares[0]);
    assertEquals(0.25, shares[10]);
    assertEquals(0.25, shares[19]);
    assertTrue(histogram.toString().contains("mean 0.385, median 0.270, 1 without"));
    assertThrows(
        IllegalArgumentException.class,
        () -> ValueHistogram.of("IoU", "a", new double[] {Double.NaN}));
  }

  @Test
  void aConstantMetricStillHasAHistogram() {
    double[] shares = ValueHistogram.of("x", "a", new double[] {7, 7}).shares(0);
    assertEquals(1, shares[0]);
  }

  @Test
  void twoMethodsAreComparedCaptionByCaption() {
    double[] first = {0.1, 0.5, 0.3, Double.NaN};
    double[] second = {0.2, 0.5, 0.1, 0.4};
    List<String> captions = List.of("a", "b", "c", "d");
    ScoreScatter scatter = ScoreScatter.ofMethods("IoU", captions, "A", first, "B", second);
    assertTrue(
        scatter.toString().endsWith("of 3 captions, B is higher for 1, A for 1, equal for 1"),
        scatter::toString);
    assertTrue(scatter.view().html().contains("1 caption without both scores left out"));
    double[] three = {1, 2, 3};
    assertEquals(
        1,
        ScoreScatter.ofMetrics(captions.subList(0, 3), "x", three, "y", new double[] {2, 4, 6})
            .correlation(),
        1e-12);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> ScoreScatter.ofMethods("IoU", captions, "A", first, "B", three))
            .getMessage();
    assertTrue(message.contains("4 captions, 4 of A and 3 of B"), message);
  }

  @Property(tries = 60)
  void noSampleOfAGalleryComesTwiceAndTheBestIsFirst(@ForAll @IntRange(min = 1, max = 14) int n) {
    double[] values = new double[n];
    List<GeneratedSample> samples = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      values[i] = i * 5 % n;
      samples.add(sample("s" + i));
    }
    List<String> names = RankedGallery.lowestFirst("error", samples, values).names();
    assertEquals(names.size(), new TreeSet<>(names).size());
    assertEquals(Math.min(9, n), names.size());
    assertEquals("s0", names.get(0));
  }

  @Test
  void valuesThatAreNotNumbersAreLeftOutAndSaid() {
    double[] values = {0.3, Double.NaN};
    View view = RankedGallery.highestFirst("edge", samples(2), values).view();
    assertTrue(view.html().contains("1 sample without a value left out."));
    double[] none = {Double.NaN, Double.NaN};
    assertThrows(
        IllegalArgumentException.class, () -> RankedGallery.highestFirst("edge", samples(2), none));
    double[] three = new double[3];
    assertThrows(
        IllegalArgumentException.class,
        () -> RankedGallery.highestFirst("edge", samples(2), three));
  }

  @Test
  void signaturesShowCountsMeaningAndAsManyExamplesAsAsked() {
    SignatureView view = SignatureView.of(FailureReport.of(samples(4), new Nothing())).examples(2);
    String html = view.view().html();
    assertTrue(html.contains("4 of 4 (100 %)"), "a mask of one half is empty");
    assertEquals(2 * 4, Views.pictures(html).size(), "four pictures of two examples");
    assertTrue(view.toString().contains("empty mask 4, full mask 0"), view::toString);
  }
}
