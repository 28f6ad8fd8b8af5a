package org.text2layer.notebook.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Picture;
import org.text2layer.metrics.generated.GeneratedSample;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;

/**
 * A generated sample as one row of a table: a value, its four pictures, its caption.
 *
 * @param value in words; what stands between commas gets a line each
 */
record LayerRow(String value, GeneratedSample sample) {
  private static final int SIDE = 96;

  /**
   * Half the pixels a side: a gallery has dozens of pictures, and a notebook stays in a repository.
   */
  private static final int SHARP = 64;

  private static final int LONGEST_CAPTION = 160;

  /** The rows below one header. */
  static String table(String valueName, List<LayerRow> rows) {
    HtmlTable table =
        HtmlTable.of(
            List.of(
                new Column(valueName, Cells.LABELS),
                new Column("foreground F", Cells.PICTURES),
                new Column("background B", Cells.PICTURES),
                new Column("mask m", Cells.PICTURES),
                new Column("composed C", Cells.PICTURES),
                new Column("caption", Cells.CAPTIONS)));
    rows.forEach(row -> table.row(row.cells()));
    return table.html();
  }

  private List<String> cells() {
    LayeredImage layers = sample.layers();
    String caption = Html.cut(sample.caption(), LONGEST_CAPTION);
    List<String> cells = new ArrayList<>();
    cells.add("<div>" + Html.escaped(value).replace(", ", "</div><div>") + "</div>");
    cells.add(picture(layers.cutOut(), "foreground: " + caption));
    cells.add(picture(layers.backdrop(), "background: " + caption));
    cells.add(picture(layers.cutOut().alpha(), "mask: " + caption));
    cells.add(picture(layers.composed(), "composed: " + caption));
    cells.add(
        "<div style=\"line-height:1.35\">"
            + Html.escaped(caption)
            + "</div><div style=\"margin-top:4px;opacity:0.9\">sample "
            + Html.escaped(Html.cut(sample.name(), 40))
            + "</div>");
    return cells;
  }

  /**
   * Resized before squares are drawn behind what is transparent: they stay as large as elsewhere.
   */
  private static String picture(Picture picture, String description) {
    Picture small = Html.fitted(picture, SHARP);
    int longer = Math.max(small.width(), small.height());
    return Html.picture(small, description, Math.max(1, SIDE * small.width() / longer));
  }
}
