package org.text2layer.notebook;

import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.text2layer.notebook.html.PageDrawing;

/**
 * A value as a notebook shows it. Immutable.
 *
 * @param html inline styles and embedded PNGs only, so that it shows untrusted too; every text from
 *     outside is escaped in it
 * @param text the same in words, for terminals and screen readers
 */
public record View(String html, String text) {
  /** Checks that nothing is missing. */
  public View {
    Objects.requireNonNull(html, "html");
    Objects.requireNonNull(text, "text");
  }

  /**
   * The same as one picture on white, in base 64: what LaTeX, mail and previews of notebooks show.
   * Empty on a machine without fonts, if it is too long for a picture, and if drawing it fails.
   */
  public Optional<String> png() {
    try {
      return PageDrawing.png(html).map(Base64.getEncoder()::encodeToString);
    } catch (RuntimeException | Error error) { // the markup is there: a cell must not fail on this
      return Optional.empty();
    }
  }
}
