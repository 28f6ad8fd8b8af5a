package org.text2layer.notebook.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.metrics.generated.GeneratedSample;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;

/**
 * A generated sample as one row of a table: a value, its four pictures, its caption.
 *
 * @param value in words
 */
record LayerRow(String value, GeneratedSample sample) {
  private static final int SIDE = 104;
  private static final int LONGEST_CAPTION = 160;

  /** The rows below one header. */
  static String table(String valueName, List<LayerRow> rows) {
    HtmlTable table =
        HtmlTable.of(
            List.of(
                new Column(valueName, Cells.NUMBERS),
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
    cells.add(Html.escaped(value));
    // Resized before the squares are drawn behind it, so that they stay as large as elsewhere.
    cells.add(Html.thumbnail(Html.fitted(layers.cutOut(), SIDE), "foreground: " + caption, SIDE));
    cells.add(Html.thumbnail(layers.background(), "background: " + caption, SIDE));
    cells.add(Html.thumbnail(layers.mask(), "mask: " + caption, SIDE));
    cells.add(Html.thumbnail(layers.composed(), "composed: " + caption, SIDE));
    cells.add(
        "<div style=\"line-height:1.35\">"
            + Html.escaped(caption)
            + "</div><div style=\"margin-top:4px;opacity:0.7\">sample "
            + Html.escaped(Html.cut(sample.name(), 40))
            + "</div>");
    return cells;
  }
}
