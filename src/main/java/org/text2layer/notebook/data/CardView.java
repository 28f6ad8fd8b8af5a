package org.text2layer.notebook.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.text2layer.data.DatasetException;
import org.text2layer.data.card.DatasetCard;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.MarkdownMarkup;

/**
 * The card of a data set, laid out.
 *
 * @param markdown its text
 */
record CardView(String markdown) implements Viewable {
  private static final int LONGEST = 200_000;

  static CardView of(Path folder) {
    Path file = folder.resolve(DatasetCard.FILE);
    try {
      return new CardView(Html.cut(Files.readString(file), LONGEST));
    } catch (IOException error) {
      throw new DatasetException(
          "Expected a data set's card in %s but it cannot be read (%s): run the build to its end."
              .formatted(file, error),
          error);
    }
  }

  @Override
  public View view() {
    return new View(Html.view("", MarkdownMarkup.of(markdown), ""), markdown);
  }

  @Override
  public String toString() {
    return markdown;
  }
}
