package org.text2layer.notebook;

import java.util.Objects;

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
}
