package org.text2layer.notebook.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.text2layer.data.hygiene.HygieneReport;
import org.text2layer.data.hygiene.PictureQuality;
import org.text2layer.data.input.FailedRecord;
import org.text2layer.image.RgbImage;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;

/**
 * What a {@link HygieneReport} found, as pictures: those that are there twice or look alike, in
 * groups; the dark, light, blurry, nearly empty, tiny and thin ones, the worst first; what cannot
 * be read, and captions that repeat. Immutable; the pictures shown are read again from the source.
 */
public final class HygieneView implements Viewable {
  private static final int SIDE = 88;
  private static final int EXAMPLES = 8;
  private static final int GROUPS = 6;
  private static final int CAPTIONS = 10;
  private static final int REASONS = 5;
  private static final int LONGEST = 160;
  private static final int LONGEST_REASON = 300;

  private final HygieneReport report;

  private HygieneView(HygieneReport report) {
    this.report = report;
  }

  /** The view of a report, as of {@code HygieneReport.of(source, progress())}. */
  public static HygieneView of(HygieneReport report) {
    return new HygieneView(Objects.requireNonNull(report, "report"));
  }

  private static String words(PictureQuality.Problem problem, PictureQuality quality) {
    double value = problem.measure(quality);
    return switch (problem) {
      case DARK -> Html.format("brightest %.2f", value);
      case LIGHT -> Html.format("darkest %.2f", value);
      case BLURRY -> Html.format("sharpness %.1f", value);
      case LOW_INFORMATION -> Html.format("%.2f bits", value);
      case ODD_SIZE -> quality.width() + " × " + quality.height();
      case ODD_ASPECT -> Html.format("aspect %.2f", value);
    };
  }

  @Override
  public View view() {
    List<List<String>> equal = largestFirst(report.duplicates());
    List<List<String>> alike = largestFirst(report.lookAlikes());
    Map<PictureQuality.Problem, List<String>> problems = report.problems();
    Set<String> shown = new HashSet<>();
    equal.stream().limit(GROUPS).forEach(group -> shown.addAll(first(group)));
    alike.stream().limit(GROUPS).forEach(group -> shown.addAll(first(group)));
    problems.values().forEach(keys -> shown.addAll(first(keys)));
    Map<String, RgbImage> found = report.pictures(shown);
    List<String> sections = new ArrayList<>();
    problems.forEach((problem, keys) -> sections.add(section(problem, keys, found)));
    String body =
        groups("Pictures that are there twice", equal, found)
            + groups("Pictures that look alike", alike, found)
            + (sections.isEmpty() ? "" : Html.sections(sections))
            + unreadable(report.unreadable())
            + captions(report.repeatedCaptions());
    return new View(
        Html.view(toString(), body, body.isEmpty() ? "Nothing was found." : ""), toString());
  }

  private static List<List<String>> largestFirst(List<List<String>> groups) {
    return groups.stream().sorted(Comparator.comparing(group -> -group.size())).toList();
  }

  private static List<String> first(List<String> keys) {
    return keys.subList(0, Math.min(EXAMPLES, keys.size()));
  }

  private static String groups(
      String name, List<List<String>> groups, Map<String, RgbImage> pictures) {
    if (groups.isEmpty()) {
      return "";
    }
    long members = groups.stream().mapToLong(List::size).sum();
    String remark = Html.count(groups.size(), "group") + " of " + Html.count(members, "picture");
    StringBuilder body = new StringBuilder();
    for (List<String> group : groups.subList(0, Math.min(GROUPS, groups.size()))) {
      List<String> items = new ArrayList<>();
      first(group).forEach(key -> items.add(item(key, pictures, Html.cut(key, 40))));
      body.append("<div style=\"border-left:3px solid rgba(128,128,128,0.5);padding-left:10px;");
      body.append("margin-bottom:10px\">").append(Html.topRow(items));
      body.append(more(group.size() - items.size())).append("</div>");
    }
    body.append(groups.size() <= GROUPS ? "" : Html.small("the first " + GROUPS + " groups shown"));
    return Html.section(name, remark, body.toString());
  }

  private String section(
      PictureQuality.Problem problem, List<String> keys, Map<String, RgbImage> pictures) {
    List<String> items = new ArrayList<>();
    for (String key : first(keys)) {
      String words = words(problem, report.measures().get(key));
      items.add(item(key, pictures, words, Html.cut(key, 40)));
    }
    return Html.section(
        problem.label(),
        Html.count(keys.size(), "picture"),
        Html.topRow(items) + more(keys.size() - items.size()));
  }

  private static String item(String key, Map<String, RgbImage> pictures, String... lines) {
    RgbImage picture = pictures.get(key);
    String html = picture == null ? "" : Html.thumbnail(picture, Html.cut(key, LONGEST), SIDE);
    return Html.captioned(html, SIDE, lines);
  }

  private static String more(int number) {
    return number > 0 ? Html.small("and " + Html.count(number, "more picture")) : "";
  }

  private static String captions(Map<String, Long> repeated) {
    if (repeated.isEmpty()) {
      return "";
    }
    HtmlTable table =
        HtmlTable.of(
            List.of(new Column("records", Cells.NUMBERS), new Column("caption", Cells.TEXT)));
    repeated.entrySet().stream()
        .limit(CAPTIONS)
        .forEach(
            entry ->
                table.row(
                    List.of(
                        Html.format("%,d", entry.getValue()),
                        Html.escaped(Html.cut(entry.getKey(), LONGEST)))));
    String remark = Html.count(repeated.size(), "caption") + " of more than one record";
    return Html.section("Captions that repeat", remark, table.html());
  }

  private static String unreadable(List<FailedRecord> records) {
    if (records.isEmpty()) {
      return "";
    }
    HtmlTable table =
        HtmlTable.of(List.of(new Column("key", Cells.WORDS), new Column("reason", Cells.TEXT)));
    for (FailedRecord record : records.subList(0, Math.min(REASONS, records.size()))) {
      table.row(
          List.of(
              Html.breakable(Html.cut(record.key(), LONGEST)),
              Html.escaped(Html.cut(record.reason(), LONGEST_REASON))));
    }
    int more = records.size() - REASONS;
    String rest = more > 0 ? Html.small("and " + Html.count(more, "more record")) : "";
    return Html.section("unreadable", Html.count(records.size(), "record"), table.html() + rest);
  }

  @Override
  public String toString() {
    return report.toString();
  }
}
