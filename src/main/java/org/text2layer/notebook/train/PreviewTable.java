package org.text2layer.notebook.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.text2layer.image.RgbImage;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;

/**
 * A preview as a table: a row a sample; input, reconstruction, what differs, the layers, and the
 * true mask beside the predicted one.
 */
final class PreviewTable {
  /** Differences are shown so much brighter, up to 16 times, that their mean is below this. */
  private static final double BRIGHT = 0.35;

  private static final int GREATEST_GAIN = 16;
  private static final float LEVEL = 0.5f;
  private static final int MOST_KINDS = 12;
  static final int LONGEST_NAME = 60;

  private PreviewTable() {}

  /**
   * The table.
   *
   * @param most how many samples at most
   * @param side of the pictures, in the page's pixels
   */
  static String of(PreviewView preview, int most, int side) {
    List<String> kinds = preview.kinds().stream().limit(MOST_KINDS).toList();
    List<String> subjects = preview.subjects().stream().limit(most).toList();
    int gain = gain(preview, subjects);
    List<Column> columns = new ArrayList<>();
    boolean named = !preview.subjects().equals(List.of(""));
    if (named) {
      columns.add(new Column("", Cells.LABELS));
    }
    kinds.forEach(kind -> columns.add(new Column(header(kind, gain), Cells.PICTURES)));
    HtmlTable table = HtmlTable.of(columns);
    for (String subject : subjects) {
      List<String> cells = new ArrayList<>();
      if (named) {
        cells.add(label(preview, subject));
      }
      kinds.forEach(kind -> cells.add(cell(preview, subject, kind, side, gain)));
      table.row(cells);
    }
    return table.html() + (kinds.contains(PreviewName.ERROR) ? Html.small(legend(kinds)) : "");
  }

  /** Shortened; the page shows the whole caption where one points at it. */
  static String label(PreviewView preview, String subject) {
    String name = preview.name(subject);
    return Html.format(
        "<span title=\"%s\">%s</span>",
        Html.escaped(name), Html.escaped(Html.cut(name, LONGEST_NAME)));
  }

  private static String legend(List<String> kinds) {
    String made = kinds.contains("composed") ? "composed" : "reconstruction";
    String layers =
        kinds.contains("composed")
            ? "Composed: m F + (1 − m) B as predicted" + head(kinds) + ". "
            : "";
    return layers + "Error: mean over colours of |input − " + made + "|, brightened as stated.";
  }

  private static String head(List<String> kinds) {
    return kinds.contains("composite") ? "; composite: the head that predicts I itself" : "";
  }

  /** The same for all samples: 1, 2, 4, 8 or 16. */
  private static int gain(PreviewView preview, List<String> subjects) {
    double greatest =
        subjects.stream()
            .flatMap(subject -> preview.picture(subject, PreviewName.ERROR).stream())
            .mapToDouble(PreviewTable::mean)
            .max()
            .orElse(1);
    int gain = 1;
    while (gain < GREATEST_GAIN && 2 * gain * greatest <= BRIGHT) {
      gain *= 2;
    }
    return gain;
  }

  private static String header(String kind, int gain) {
    return switch (kind) {
      case "picture" -> "input";
      case "error" -> "error × " + gain;
      default -> kind.replace("true-", "true ");
    };
  }

  private static String cell(PreviewView preview, String subject, String kind, int side, int gain) {
    Optional<RgbImage> picture = preview.picture(subject, kind);
    if (picture.isEmpty()) {
      return "";
    }
    RgbImage shown = PreviewName.isError(kind) ? heat(picture.get(), gain) : picture.get();
    String alt = Html.format("%s of %s after step %d", kind, preview.name(subject), preview.step());
    return thumbnail(shown, alt, side) + number(preview, subject, kind, picture.get());
  }

  /** With one pixel for one of the page's: a run has many previews. */
  static String thumbnail(RgbImage picture, String alt, int side) {
    return Html.thumbnail(Html.fitted(picture, side / 2), alt, side);
  }

  private static String number(PreviewView preview, String subject, String kind, RgbImage picture) {
    if (PreviewName.isError(kind)) {
      return Html.small(Html.format("mean %.3f", mean(picture)));
    }
    if (kind.startsWith("mask")) {
      return preview
          .picture(subject, "true-" + kind)
          .filter(truth -> truth.width() == picture.width() && truth.height() == picture.height())
          .map(truth -> Html.small(Html.format("IoU %.2f", overlap(picture, truth))))
          .orElse("");
    }
    return "";
  }

  /** The mean over the colours, from black over red and yellow to white. */
  static RgbImage heat(RgbImage error, int gain) {
    float[] values = error.toArray();
    for (int i = 0; i < values.length; i += 3) {
      float heat = gain * (values[i] + values[i + 1] + values[i + 2]);
      values[i] = heat;
      values[i + 1] = heat - 1;
      values[i + 2] = heat - 2;
    }
    return RgbImage.clamped(error.width(), error.height(), values);
  }

  /** Of all colours and pixels, in [0, 1]. */
  static double mean(RgbImage picture) {
    double sum = 0;
    float[] values = picture.toArray();
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Intersection over union of what is at least 0.5; 1 if nothing is. */
  static double overlap(RgbImage mask, RgbImage truth) {
    long both = 0;
    long either = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        boolean one = mask.value(x, y, 0) >= LEVEL;
        boolean other = truth.value(x, y, 0) >= LEVEL;
        both += one && other ? 1 : 0;
        either += one || other ? 1 : 0;
      }
    }
    return either == 0 ? 1 : (double) both / either;
  }
}
