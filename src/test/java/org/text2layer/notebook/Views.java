package org.text2layer.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.text2layer.experiment.result.ResultTable;
import org.text2layer.image.Gallery;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Values to show, and what a browser would make of their views. */
public final class Views {
  /** Breaks out of an element, an attribute and a script, if it is not escaped. */
  public static final String HOSTILE = "</div><script>alert('1')</script>\" onerror=\"x&y\u0007";

  private static final Pattern PICTURE =
      Pattern.compile("<img src=\"data:image/(?:png|jpeg);base64,([^\"]*)\"");

  private Views() {}

  /** Red, half transparent on the left, over blue. */
  public static LayeredImage redOverBlue(Map<String, String> provenance) {
    return LayeredImage.twoLayer(
            RgbImage.filled(64, 64, 1, 0, 0),
            RgbImage.filled(64, 64, 0, 0, 1),
            Mask.filled(64, 64, 0.5f))
        .withProvenance(provenance);
  }

  public static XYChart chart(String name) {
    XYChart chart = new XYChartBuilder().width(200).height(100).title(name).build();
    chart.addSeries(name, new double[] {0, 1}, new double[] {1, 0});
    return chart;
  }

  /** A value of every type that is shown, with this text wherever one can be. */
  public static List<Object> everything(String text) {
    LayeredImage image = redOverBlue(Map.of("caption", text, text, text));
    ImageLayer second = new ImageLayer(text, image.foreground(), image.mask());
    Map<String, LayeredImage> gallery = new LinkedHashMap<>();
    gallery.put(text, image);
    gallery.put("other", image.plus(second));
    return List.of(
        image,
        image.plus(second),
        Gallery.labelled(gallery),
        PictureGrid.of(text, image.mask()),
        image.composed(),
        image.mask(),
        image.cutOut(),
        Table.create(text, StringColumn.create(text, text), IntColumn.create("n", 1)),
        results(text),
        chart(text),
        List.of(image.mask(), image.composed()),
        List.of(ResultTable.Cell.of(text)),
        Map.of(text, image),
        ResultTable.Cell.of(text));
  }

  private static ResultTable results(String text) {
    return new ResultTable(
        "results",
        text,
        List.of(text, "winner"),
        List.of(List.of(ResultTable.Cell.of(text), new ResultTable.Cell(text, true, text))),
        List.of(text));
  }

  /** As a kernel's renderer does: by the first type that fits. */
  public static View of(Object value) {
    for (Rendering<?> rendering : Rendering.all()) {
      if (rendering.type().isInstance(value)) {
        return of(rendering, value);
      }
    }
    throw new IllegalArgumentException("nothing shows " + value.getClass());
  }

  private static <T> View of(Rendering<T> rendering, Object value) {
    return rendering.of(rendering.type().cast(value));
  }

  /** The pictures embedded in a view, in order. */
  public static List<BufferedImage> pictures(String html) {
    List<BufferedImage> pictures = new ArrayList<>();
    Matcher matcher = PICTURE.matcher(html);
    while (matcher.find()) {
      byte[] png = Base64.getDecoder().decode(matcher.group(1));
      try {
        pictures.add(ImageIO.read(new ByteArrayInputStream(png)));
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }
    return pictures;
  }
}
