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

/** All samples of one previewed step, large. Immutable; pictures are read when they are shown. */
final class PreviewView implements Viewable {
  private static final PictureReader READER = PictureReader.standard();
  private static final int WIDTH = 700;
  private static final int GAP = 11;
  private static final int SMALLEST = 88;
  private static final int LARGEST = 192;
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
    int count = subjects().size();
    String left = count <= MOST ? "" : Html.format("The first %d of %d samples.", MOST, count);
    return new View(Html.view(toString(), PreviewTable.of(this, MOST, side()), left), toString());
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
