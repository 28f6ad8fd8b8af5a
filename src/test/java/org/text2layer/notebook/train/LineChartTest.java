package org.text2layer.notebook.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;
import org.text2layer.notebook.html.ChartStyle;

class LineChartTest {
  @ParameterizedTest
  @CsvSource({"3.16228,3.16", "0.002,0.002", "1200,1200", "2e-7,2E-7", "-0.5,-0.5", "0,0"})
  void labelsAreShort(double value, String label) {
    assertEquals(label, ChartStyle.number(value));
  }

  @Test
  void aLogarithmicAxisIsLabelledWithTheValuesThemselves() {
    LineChart chart = LineChart.of("loss", 400, 300, true, 3);
    Curve curve = new Curve();
    curve.add(1, 100);
    curve.add(2, 0);
    curve.add(3, 0.01);
    assertTrue(chart.isEmpty());
    chart.line("l1", curve, 0);
    assertFalse(chart.isEmpty());
    XYChart drawn = chart.chart();
    assertEquals("10", drawn.getStyler().getyAxisTickLabelsFormattingFunction().apply(1.0));
    assertTrue(drawn.getStyler().getYAxisMin() > -2.5 && drawn.getStyler().getYAxisMax() < 2.5);
  }
}
