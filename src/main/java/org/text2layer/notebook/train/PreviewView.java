package org.text2layer.notebook.train;

import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;

/** All samples of one previewed step, large. Immutable; pictures are read when it is shown. */
public final class PreviewView implements Viewable {
  private static final int WIDTH = 840;
  private static final int GAP = 11;
  private static final int SMALLEST = 88;
  private static final int LARGEST = 192;
  private static final int MOST = 16;

  private final Preview preview;

  PreviewView(Preview preview) {
    this.preview = preview;
  }

  @Override
  public View view() {
    int count = preview.subjects().size();
    String left = count <= MOST ? "" : Html.format("The first %d of %d samples.", MOST, count);
    return new View(
        Html.view(toString(), PreviewTable.of(preview, MOST, side()), left), toString());
  }

  /** As large as the page's width allows. */
  private int side() {
    int room = WIDTH / Math.max(1, preview.kinds().size()) - GAP;
    return Math.max(SMALLEST, Math.min(LARGEST, room));
  }

  @Override
  public String toString() {
    return Html.format("Preview after step %,d: ", preview.step())
        + Html.count(preview.subjects().size(), "sample");
  }
}
