package org.text2layer.notebook.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.text2layer.data.DatasetException;
import org.text2layer.data.hygiene.Hygiene;
import org.text2layer.data.hygiene.HygieneLimits;
import org.text2layer.data.hygiene.PictureQuality;
import org.text2layer.data.input.PictureSource;
import org.text2layer.image.Picture;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;
import tech.tablesaw.api.Table;

/**
 * What is wrong with the pictures of a source at first sight: those that are there twice or look
 * alike, in groups; the dark, light, blurry, nearly empty, tiny and thin ones, the worst first; and
 * captions that repeat. Immutable; the pictures shown are read again from the source.
 */
public final class HygieneView implements Viewable {
  private static final int SIDE = 88;
  private static final int EXAMPLES = 8;
  private static final int GROUPS = 6;
  private static final int CAPTIONS = 10;
  private static final int LONGEST = 160;

  private final MeasuredPictures pictures;
  private final HygieneLimits limits;

  private HygieneView(MeasuredPictures pictures, HygieneLimits limits) {
    this.pictures = pictures;
    this.limits = limits;
  }

  /**
   * Reads and measures every picture once, with the standard limits.
   *
   * @throws DatasetException if the source as a whole cannot be read
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static HygieneView of(PictureSource source) {
    return new HygieneView(MeasuredPictures.of(source), HygieneLimits.standard());
  }

  /** The same measures with other limits. */
  public HygieneView withLimits(HygieneLimits newLimits) {
    return new HygieneView(pictures, newLimits);
  }

  /** The measures of each picture by its key; a key that repeats has "(2)" and so on behind it. */
  public Map<String, PictureQuality> measures() {
    return pictures.measures();
  }

  /** One row a picture: see {@link Hygiene#table}. */
  public Table table() {
    return Hygiene.table(measures(), limits);
  }

  /** The keys of the pictures with each problem, the worst first. */
  Map<PictureQuality.Problem, List<String>> problems() {
    Map<PictureQuality.Problem, List<String>> found = new EnumMap<>(PictureQuality.Problem.class);
    measures()
        .forEach(
            (key, quality) ->
                limits
                    .problems(quality)
                    .forEach(
                        problem ->
                            found.computeIfAbsent(problem, p -> new ArrayList<>()).add(key)));
    found.forEach(
        (problem, keys) -> { // low is bad, but for the darkest pixels of a light picture
          Comparator<String> order =
              Comparator.comparingDouble(key -> problem.measure(measures().get(key)));
          keys.sort(problem == PictureQuality.Problem.LIGHT ? order.reversed() : order);
        });
    return found;
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

  /** Groups that look alike and are not equal pixel by pixel. */
  List<List<String>> lookAlikes() {
    return Hygiene.nearDuplicates(measures(), Hygiene.NEAR).stream()
        .filter(
            group -> group.stream().map(key -> measures().get(key).digest()).distinct().count() > 1)
        .toList();
  }

  @Override
  public View view() {
    List<List<String>> equal = largestFirst(Hygiene.exactDuplicates(measures()));
    List<List<String>> alike = largestFirst(lookAlikes());
    Map<PictureQuality.Problem, List<String>> problems = problems();
    Set<String> shown = new HashSet<>();
    equal.stream().limit(GROUPS).forEach(group -> shown.addAll(first(group)));
    alike.stream().limit(GROUPS).forEach(group -> shown.addAll(first(group)));
    problems.values().forEach(keys -> shown.addAll(first(keys)));
    Map<String, Picture> found = pictures.pictures(shown, SIDE);
    StringBuilder body = new StringBuilder();
    body.append(groups("Pictures that are there twice", equal, found));
    body.append(groups("Pictures that look alike", alike, found));
    List<String> sections = new ArrayList<>();
    problems.forEach((problem, keys) -> sections.add(section(problem, keys, found)));
    body.append(Html.sections(sections));
    Map<String, Long> captions = Hygiene.repeatedCaptions(pictures.captions());
    body.append(captions(captions));
    boolean clean = equal.isEmpty() && alike.isEmpty() && problems.isEmpty() && captions.isEmpty();
    String print = clean ? "Nothing was found." : "";
    return new View(Html.view(toString(), body.toString(), print), toString());
  }

  private static List<List<String>> largestFirst(List<List<String>> groups) {
    return groups.stream().sorted(Comparator.comparing(group -> -group.size())).toList();
  }

  private static List<String> first(List<String> keys) {
    return keys.subList(0, Math.min(EXAMPLES, keys.size()));
  }

  private static String groups(
      String name, List<List<String>> groups, Map<String, Picture> pictures) {
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
      PictureQuality.Problem problem, List<String> keys, Map<String, Picture> pictures) {
    List<String> items = new ArrayList<>();
    for (String key : first(keys)) {
      String words = words(problem, measures().get(key));
      items.add(item(key, pictures, words, Html.cut(key, 40)));
    }
    return Html.section(
        problem.label(),
        Html.count(keys.size(), "picture"),
        Html.topRow(items) + more(keys.size() - items.size()));
  }

  private static String item(String key, Map<String, Picture> pictures, String... lines) {
    Picture picture = pictures.get(key);
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

  @Override
  public String toString() {
    StringBuilder words = new StringBuilder(Html.count(measures().size(), "picture"));
    problems()
        .forEach((problem, keys) -> words.append(", ").append(keys.size() + " " + problem.label()));
    if (pictures.unreadable() > 0) {
      words.append("; ").append(Html.count(pictures.unreadable(), "record")).append(" unreadable");
    }
    return words.toString();
  }
}
