package org.text2layer.notebook.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;
import org.text2layer.notebook.html.ChartStyle;
import org.text2layer.notebook.html.EvenDecades;

class LineChartTest {
  @ParameterizedTest
  @CsvSource({"3.16228,3.16", "0.002,0.002", "1200,1200", "2e-7,2E-7", "-0.5,-0.5", "0,0"})
  void labelsAreShort(double value, String label) {
    assertEquals(label, ChartStyle.number(value));
  }

  @Test
  void aLogarithmicAxisIsLabelledWithTheValuesThemselves() {
    LineChart chart = LineChart.of("loss", "l1", 400, 300, true, 3);
    Curve curve = new Curve();
    curve.add(1, 100);
    curve.add(2, 0);
    curve.add(3, 0.01);
    assertTrue(chart.isEmpty());
    chart.line("l1", curve, 0);
    assertFalse(chart.isEmpty());
    XYChart drawn = chart.chart();
    assertEquals("10", drawn.getStyler().getyAxisTickLabelsFormattingFunction().apply(3.0));
    assertTrue(drawn.getStyler().getYAxisMin() > -7 && drawn.getStyler().getYAxisMax() < 7);
  }

  @Test
  void bothAxesHaveNamesAndATitleThatIsTooLongEndsWithAWord() {
    String title = "Gradient norm of everything that learns, before it is clipped";
    XYChart drawn = LineChart.of(title, "norm", 374, 190, false, 3).chart();
    assertEquals("step", drawn.getXAxisTitle());
    assertEquals("norm", drawn.getYAxisTitle());
    assertEquals("Gradient norm of everything that learns…", drawn.getTitle());
  }

  @Test
  void whereValuesHardlyDifferTheAxisIsPlain() {
    LineChart chart = LineChart.of("loss", "l1", 400, 300, true, 3);
    Curve curve = new Curve();
    curve.add(1, 0.9);
    curve.add(2, 0.7);
    chart.line("l1", curve, 0);
    XYChart drawn = chart.chart();
    assertEquals("0.8", drawn.getStyler().getyAxisTickLabelsFormattingFunction().apply(0.8));
    assertTrue(drawn.getStyler().getYAxisMin() > 0.6, "not from zero: nothing near it is drawn");
  }

  @ParameterizedTest
  @CsvSource({"0.001,-9", "0.2,-2", "1,0", "2,1", "5,2", "10,3", "2000,10"})
  void roundNumbersStandOnWholePlaces(double value, double place) {
    assertEquals(place, EvenDecades.place(value), 1e-9);
    assertEquals(value, EvenDecades.value(place), 1e-9 * value);
  }

  @Property
  void placesGoBackToTheirValues(@ForAll @DoubleRange(min = -9, max = 9) double power) {
    double value = Math.pow(10, power);
    assertEquals(value, EvenDecades.value(EvenDecades.place(value)), 1e-9 * value);
    assertEquals(Math.log10(value), EvenDecades.place(value) / 3, 0.04);
  }
}
