package org.text2layer.notebook;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.knowm.xchart.internal.chartpart.Chart;
import org.text2layer.data.input.PictureSource;
import org.text2layer.experiment.captions.CaptionFinder;
import org.text2layer.experiment.result.ResultTable;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Picture;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.notebook.html.ChartStyle;
import org.text2layer.notebook.html.Html;
import tech.tablesaw.api.Table;

/**
 * How values of one type, and of its subtypes, are shown. Immutable.
 *
 * @param type the type
 * @param view makes the view of a value
 */
public record Rendering<T>(Class<T> type, Function<? super T, View> view) {
  private static final int MAX_PICTURE_WIDTH = 768;

  /** Checks that nothing is missing. */
  public Rendering {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(view, "view");
  }

  /**
   * All that the library shows, the particular before the general: what a kernel's adapter
   * registers.
   */
  public static List<Rendering<?>> all() {
    return List.of(
        new Rendering<>(LayeredImage.class, LayeredImageView::of),
        new Rendering<>(Gallery.class, GalleryView::of),
        new Rendering<>(Viewable.class, Viewable::view),
        new Rendering<>(RgbImage.class, Rendering::picture),
        new Rendering<>(Mask.class, Rendering::picture),
        new Rendering<>(RgbaImage.class, Rendering::picture),
        new Rendering<>(Table.class, TableView::of),
        new Rendering<>(ResultTable.class, table -> new View(table.html(), table.markdown())),
        new Rendering<>(CaptionFinder.class, finder -> ValueView.of(finder.all())),
        new Rendering<>(PictureSource.class, Rendering::source),
        new Rendering<>(Chart.class, Rendering::chart),
        new Rendering<>(Collection.class, ValueView::of),
        new Rendering<>(Map.class, ValueView::of),
        new Rendering<>(Enum.class, ValueView::of),
        new Rendering<>(Record.class, ValueView::of));
  }

  private static View picture(Picture picture) {
    int width = Math.min(picture.width(), MAX_PICTURE_WIDTH);
    String text = picture.toString();
    return new View(Html.view("", Html.picture(picture, text, width), text), text);
  }

  private static View source(PictureSource source) {
    String text = "Pictures of " + source.description();
    return new View(Html.view("", Html.escaped(text), ""), text);
  }

  static View chart(Chart<?, ?> chart) {
    String title =
        chart.getTitle() == null || chart.getTitle().isBlank() ? "" : " " + chart.getTitle();
    String text = "Chart" + title + ": " + String.join(", ", chart.getSeriesMap().keySet());
    return new View(Html.view("", ChartStyle.picture(chart, text), ""), text);
  }

  /**
   * The view of a value. Never throws, not even an error of the machine such as too little memory:
   * a cell that computed its value must not fail on showing it, and an error would end the kernel's
   * thread, so what goes wrong is said in the view's place.
   */
  public View of(T value) {
    try {
      return view.apply(value);
    } catch (RuntimeException | Error error) {
      String text =
          "Expected to show a "
              + type.getSimpleName()
              + " but it failed ("
              + error
              + "): the value itself is there, look at its parts.";
      return new View(Html.view("", "", text), text);
    }
  }
}
