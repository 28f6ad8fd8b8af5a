package org.text2layer.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.text2layer.image.Picture;
import org.text2layer.notebook.html.Html;

/**
 * Pictures of any kind side by side, each with a label: {@code PictureGrid.of("m", mask).and("1 −
 * m", mask.inverted())}. Immutable.
 */
public final class PictureGrid implements Viewable {
  private static final int DEFAULT_WIDTH = 192;
  private static final int MAX_WIDTH = 2_000;

  private record Labelled(String label, Picture picture) {}

  private final List<Labelled> pictures;
  private final int width;

  private PictureGrid(List<Labelled> pictures, int width) {
    this.pictures = List.copyOf(pictures);
    this.width = width;
  }

  /** A grid with one picture. */
  public static PictureGrid of(String label, Picture picture) {
    return new PictureGrid(List.of(), DEFAULT_WIDTH).and(label, picture);
  }

  /** One more, to the right or in the next row. */
  public PictureGrid and(String label, Picture picture) {
    List<Labelled> more = new ArrayList<>(pictures);
    more.add(
        new Labelled(
            Objects.requireNonNull(label, "label"), Objects.requireNonNull(picture, "picture")));
    return new PictureGrid(more, width);
  }

  /**
   * The same pictures in another size on the page.
   *
   * @param newWidth of each, 1 to 2,000 of the page's pixels
   */
  public PictureGrid shownAt(int newWidth) {
    if (newWidth < 1 || newWidth > MAX_WIDTH) {
      throw new IllegalArgumentException(
          "Expected a width of 1 to %s pixels but came %s: choose what fits a page, such as 192."
              .formatted(MAX_WIDTH, newWidth));
    }
    return new PictureGrid(pictures, newWidth);
  }

  @Override
  public View view() {
    List<String> items = new ArrayList<>();
    for (Labelled item : pictures) {
      String shown = Html.picture(item.picture(), item.label(), width);
      items.add(Html.labelled(item.label(), shown, width));
    }
    return new View(Html.view("", Html.rows(items, width, 1), ""), toString());
  }

  @Override
  public String toString() {
    return "Pictures: " + String.join(", ", pictures.stream().map(Labelled::label).toList());
  }
}
