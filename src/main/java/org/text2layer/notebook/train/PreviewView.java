package org.text2layer.notebook.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.text2layer.image.PictureException;
import org.text2layer.image.PictureReader;
import org.text2layer.image.RgbImage;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.train.run.RecordedRun;

/**
 * The samples of one previewed step: the first few large with all their pictures, of the others one
 * picture each. Immutable; pictures are read when it is shown.
 */
final class PreviewView implements Viewable {
  private static final PictureReader READER = PictureReader.standard();
  private static final int WIDTH = 640;
  private static final int GAP = 13;
  private static final int SMALLEST = 64;
  private static final int LARGEST = 192;
  private static final int SMALL = 96;
  private static final int MOST_ROWS = 4;
  private static final int MOST = 16;

  private final long step;
  private final Map<String, Map<String, Path>> files;

  private PreviewView(long step, Map<String, Map<String, Path>> files) {
    this.step = step;
    this.files = files;
  }

  static PreviewView of(RecordedRun run, long step) {
    Map<String, Map<String, Path>> files = new LinkedHashMap<>();
    run.preview(step)
        .forEach(
            (name, file) -> {
              PreviewName parts = PreviewName.of(name);
              files
                  .computeIfAbsent(parts.subject(), key -> new TreeMap<>(PreviewName.ORDER))
                  .put(parts.kind(), file);
            });
    return new PreviewView(step, files);
  }

  /** How many steps were done. */
  long step() {
    return step;
  }

  /** What there are pictures of, in the order of names. */
  List<String> subjects() {
    return new ArrayList<>(files.keySet());
  }

  /** All kinds, in the order of the page. */
  List<String> kinds() {
    return files.values().stream()
        .flatMap(kinds -> kinds.keySet().stream())
        .distinct()
        .sorted(PreviewName.ORDER)
        .toList();
  }

  /** What a sample is called: its caption, or else its number. */
  String name(String subject) {
    return caption(subject)
        .filter(caption -> !caption.isBlank())
        .orElseGet(() -> PreviewName.words(subject));
  }

  private Optional<String> caption(String subject) {
    Path file = files.getOrDefault(subject, Map.of()).values().stream().findFirst().orElse(null);
    try {
      return Optional.ofNullable(file).map(READER::text).map(text -> text.get("caption"));
    } catch (PictureException gone) { // or of a newer run in the same folder
      return Optional.empty();
    }
  }

  /** A picture; empty where there is none that can be read. */
  Optional<RgbImage> picture(String subject, String kind) {
    Path file = files.getOrDefault(subject, Map.of()).get(kind);
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(READER.read(file));
    } catch (PictureException gone) { // or of a newer run in the same folder
      return Optional.empty();
    }
  }

  @Override
  public View view() {
    List<String> subjects = subjects();
    String table = PreviewTable.of(this, MOST_ROWS, side());
    List<String> others =
        subjects.subList(Math.min(MOST_ROWS, subjects.size()), Math.min(MOST, subjects.size()));
    String rest = others.isEmpty() ? "" : others(others);
    String left =
        subjects.size() <= MOST
            ? ""
            : Html.format("The first %d of %d samples.", MOST, subjects.size());
    return new View(Html.view(toString(), table + rest, left), toString());
  }

  /** Those after the first few, of which one picture each says enough. */
  private String others(List<String> subjects) {
    String kind = PreviewName.result(kinds());
    List<String> pictures = new ArrayList<>();
    for (String subject : subjects) {
      String words = name(subject);
      picture(subject, kind)
          .ifPresent(
              picture ->
                  pictures.add(
                      Html.captioned(
                          PreviewTable.thumbnail(picture, kind + " of " + words, SMALL),
                          SMALL,
                          Html.cut(words, PreviewTable.LONGEST_NAME))));
    }
    String heading = Html.count(subjects.size(), "more sample");
    return Html.section(heading, kind, Html.topRow(pictures));
  }

  /** As large as the page's width allows. */
  private int side() {
    int room = WIDTH / Math.max(1, kinds().size()) - GAP;
    return Math.max(SMALLEST, Math.min(LARGEST, room));
  }

  @Override
  public String toString() {
    return Html.format("Preview after step %,d: ", step) + Html.count(subjects().size(), "sample");
  }
}
