package org.text2layer.notebook.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.data.Cropping;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;

/**
 * A sample as one row of a table: picture, mask over it, foreground, background, and words.
 *
 * @param name its number, as people call it
 * @param caption of the picture
 * @param sample its layers; empty if nobody stored them
 * @param scores by filter
 * @param decisive the score that dropped it, if one did
 * @param remarks what else is to be said of it, such as its labels
 */
public record SampleRow(
    String name,
    String caption,
    Optional<LayeredSample> sample,
    Map<String, Double> scores,
    Optional<String> decisive,
    List<String> remarks) {
  private static final int SIDE = 112;
  private static final int DENSITY = 2;
  private static final int LONGEST_CAPTION = 160;

  private static final List<String> PICTURES =
      List.of("picture I", "mask m over I", "foreground F", "background B");

  /** What the pictures of a table mean. */
  public static final String LEGEND =
      "The line runs where m is 0.5; what m leaves to the background is tinted blue.";

  /** A stored sample, by the number of its record. */
  public static SampleRow of(StoredSample stored) {
    String number = stored.id().replaceFirst("^0+(?=.)", "");
    return new SampleRow(
        number,
        stored.sample().caption(),
        Optional.of(stored.sample()),
        stored.scores(),
        Optional.empty(),
        List.of());
  }

  /** A sample without scores. */
  public static SampleRow of(String name, LayeredSample sample, List<String> remarks) {
    return new SampleRow(
        name, sample.caption(), Optional.of(sample), Map.of(), Optional.empty(), remarks);
  }

  /** A dropped row of a ledger, with its stored sample if there is one. */
  public static SampleRow dropped(LedgerRow row, Optional<StoredSample> stored) {
    return new SampleRow(
        Long.toString(row.record()),
        row.caption(),
        stored.map(StoredSample::sample),
        row.scores(),
        Optional.of(row.reason()),
        stored.isPresent() ? List.of() : List.of("the build stored no pictures of it"));
  }

  /** The rows below one header; words alone where none has pictures. */
  public static String table(String nameHeader, List<SampleRow> rows) {
    boolean pictured = rows.stream().anyMatch(row -> row.sample().isPresent());
    List<Column> columns = new ArrayList<>(List.of(new Column(nameHeader, Cells.NUMBERS)));
    if (pictured) {
      for (String title : PICTURES) {
        columns.add(new Column(title, Cells.PICTURES));
      }
    }
    columns.add(new Column("caption", Cells.CAPTIONS));
    HtmlTable table = HtmlTable.of(columns);
    rows.forEach(row -> table.row(row.cells(pictured)));
    return table.html();
  }

  private List<String> cells(boolean pictured) {
    List<String> cells = new ArrayList<>();
    cells.add(Html.escaped(name));
    if (sample.isPresent()) {
      cells.add(Html.thumbnail(sample.get().picture(), "picture: " + shortCaption(), SIDE));
      cells.add(overlay(sample.get(), "mask over the picture: " + shortCaption(), SIDE));
      LayeredImage layers = sample.get().layers();
      cells.add(Html.thumbnail(cutOut(layers, SIDE), "foreground", SIDE));
      cells.add(Html.thumbnail(layers.backdrop(), "background", SIDE));
    } else if (pictured) {
      PICTURES.forEach(any -> cells.add(""));
    }
    cells.add(words());
    return cells;
  }

  /** The mask over the picture, sharp on a screen with two pixels for one of the page's. */
  public static String overlay(LayeredSample sample, String description, int side) {
    int pixels = side * DENSITY;
    return Html.thumbnail(
        MaskOverlay.of(sample.picture(), sample.layers().cutOut().alpha(), pixels),
        description,
        side);
  }

  private static RgbaImage cutOut(LayeredImage layers, int side) {
    // Resized before the squares are drawn behind it, so that they stay as large as elsewhere.
    return (RgbaImage) Html.fitted(layers.cutOut(), side);
  }

  private String words() {
    StringBuilder words = new StringBuilder();
    words.append("<div style=\"line-height:1.35\">").append(Html.escaped(shortCaption()));
    words.append("</div>");
    List<String> parts = new ArrayList<>();
    scores.forEach((name, score) -> parts.add(Cropping.isScore(name) ? "" : score(name, score)));
    parts.removeIf(String::isEmpty);
    parts.addAll(cropped());
    if (!parts.isEmpty()) {
      words.append("<div style=\"margin-top:4px;opacity:0.9\">");
      words.append(String.join(" · ", parts)).append("</div>");
    }
    for (String remark : remarks) {
      words.append("<div style=\"margin-top:4px\">").append(Html.escaped(remark));
      words.append("</div>");
    }
    return words.toString();
  }

  private List<String> cropped() {
    String words = Cropping.ofScores(scores).description();
    return words.isEmpty() ? List.of() : List.of(Html.escaped(words));
  }

  private String score(String name, double score) {
    String text = Html.escaped(Html.format("%s %.3f", Html.cut(name, 40), score));
    return decisive.filter(name::equals).isPresent()
        ? "<span style=\"font-weight:bold\">" + text + "</span>"
        : text;
  }

  private String shortCaption() {
    return Html.cut(caption, LONGEST_CAPTION);
  }
}
