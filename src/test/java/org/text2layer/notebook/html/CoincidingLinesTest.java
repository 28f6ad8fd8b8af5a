package org.text2layer.notebook.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.awt.BasicStroke;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;

class CoincidingLinesTest {
  private static final double[] STEPS = {5, 10, 20};

  private final XYChart chart = new XYChartBuilder().width(200).height(100).build();
  private final BasicStroke solid = new BasicStroke(2);

  private XYSeries line(String name, double... values) {
    XYSeries line = chart.addSeries(name, STEPS, values);
    line.setLineStyle(solid);
    return line;
  }

  private void whileDrawn(Runnable checks) {
    CoincidingLines.dashed(chart, checks);
  }

  @Test
  void givenALineOnAnotherWhenDrawnThenTheLaterOneIsDashedAndAfterwardsAsItWas() {
    XYSeries ddim = line("DDIM", 23, 12, 6);
    XYSeries euler = line("Euler", 23.1, 11.9, 6.1);
    XYSeries solver = line("DPM-Solver++", 15, 3, 1);
    whileDrawn(
        () -> {
          assertEquals(solid, ddim.getLineStyle());
          assertNotNull(euler.getLineStyle().getDashArray());
          assertEquals(solid, solver.getLineStyle());
        });
    assertEquals(solid, euler.getLineStyle());
  }

  @Test
  void givenLinesThatOnlyCrossThenNoneIsDashed() {
    line("one", 0, 1, 2);
    XYSeries other = line("other", 2, 1, 0);
    whileDrawn(() -> assertNull(other.getLineStyle().getDashArray()));
  }

  @Test
  void givenALineWithoutANameBehindAnotherThenThatOneStaysSolid() {
    line("faint", 3, 2, 1).setShowInLegend(false);
    XYSeries smooth = line("smooth", 3, 2, 1);
    whileDrawn(() -> assertNull(smooth.getLineStyle().getDashArray()));
  }
}
