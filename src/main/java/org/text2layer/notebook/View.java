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
 * @param script of a page that is trusted: it adds what {@code html} is right without, beside the
 *     element before it; empty if there is none, and without text from outside
 */
public record View(String html, String text, String script) {
  /** Checks that nothing is missing. */
  public View {
    Objects.requireNonNull(html, "html");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(script, "script");
  }

  /** Without a script. */
  public View(String html, String text) {
    this(html, text, "");
  }

  /** The markup with its script, which a page that is not trusted leaves out. */
  public String page() {
    return script.isEmpty() ? html : html + "<script>" + script + "</script>";
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
