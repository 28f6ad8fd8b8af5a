package org.text2layer.notebook.html;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How all charts over two axes look. */
public final class ChartStyle {
  /** Of words, and of a line that stands for all others. */
  public static final Color INK = new Color(0x222222);

  private static final Color GRID = new Color(0xe4e4e4);
  private static final double SMALLEST = 1e-5;
  private static final int DENSITY = 2;
  private static final int SIZE = 12;

  /** How wide a letter is at most, in usual words: of titles, and of axes' names. */
  private static final int BOLD = 9;

  private static final int PLAIN = 8;

  /** What title, ticks and the other axis leave of the height to an axis' name. */
  private static final int AROUND = 60;

  private static final int SHORTEST = 8;

  /** Those of Okabe and Ito, which colour-blind people tell apart. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072b2),
          new Color(0xe69f00),
          new Color(0x009e73),
          new Color(0xd55e00),
          new Color(0xcc79a7),
          new Color(0x56b4e9),
          new Color(0x8a7a00),
          new Color(0x999999));

  private ChartStyle() {}

  /** The n-th colour of lines, from 0; they return after {@link #colours()}. */
  public static Color colour(int n) {
    return COLOURS.get(n % COLOURS.size());
  }

  /** How many colours there are. */
  public static int colours() {
    return COLOURS.size();
  }

  /** The same, seen through. */
  public static Color faint(Color colour, int opacity) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), opacity);
  }

  /** The chart with two pixels for each of its own; its numbers where it cannot be drawn. */
  public static String picture(Chart<?, ?> chart, String description) {
    try {
      return drawn(chart, description);
    } catch (InternalError | LinkageError error) { // AWT's, the first time and later
      return ChartNumbers.of(chart, error);
    }
  }

  private static String drawn(Chart<?, ?> chart, String description) {
    int width = chart.getWidth();
    int height = chart.getHeight();
    BufferedImage picture =
        new BufferedImage(width * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.scale(DENSITY, DENSITY);
    if (chart instanceof XYChart lines) {
      CoincidingLines.dashed(lines, () -> chart.paint(graphics, width, height));
    } else {
      chart.paint(graphics, width, height);
    }
    graphics.dispose();
    return Html.chart(picture, description, width);
  }

  /** An empty chart with numbers along both axes; names that are too long for it are cut. */
  public static XYChart chart(int width, int height, String title, String xName, String yName) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(Html.cut(title, width / BOLD))
            .xAxisTitle(Html.cut(xName, width / PLAIN))
            .yAxisTitle(Html.cut(yName, Math.max(SHORTEST, (height - AROUND) / PLAIN)))
            .build();
    apply(chart.getStyler());
    chart.getStyler().setxAxisTickLabelsFormattingFunction(ChartStyle::number);
    chart.getStyler().setyAxisTickLabelsFormattingFunction(ChartStyle::number);
    return chart;
  }

  /** White, with a thin horizontal grid and the legend to the right. */
  public static void apply(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    styler.setChartFontColor(INK);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, SIZE)).setChartPadding(8);
    Font words = new Font(Font.SANS_SERIF, Font.PLAIN, SIZE);
    styler.setAxisTitleFont(words).setAxisTickLabelsFont(words).setLegendFont(words);
    styler.setLegendPosition(LegendPosition.OutsideE).setLegendBorderColor(Color.WHITE);
    styler.setLegendPadding(4).setLegendSeriesLineLength(16);
    styler.setPlotGridVerticalLinesVisible(false).setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setLocale(Locale.ROOT);
    styler.setAxisTickMarksColor(GRID);
  }

  /** At most 3 digits that tell something: "0.0015", "3.16", "2E-7". */
  public static String number(double value) {
    if (!Double.isFinite(value) || Math.abs(value) < SMALLEST * SMALLEST) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    boolean plain = Math.abs(value) >= SMALLEST && Math.abs(value) < 1 / SMALLEST;
    return plain
        ? rounded.toPlainString()
        : new DecimalFormat("0.##E0", DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(rounded);
  }
}
