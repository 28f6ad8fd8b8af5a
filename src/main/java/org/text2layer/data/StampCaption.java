package org.text2layer.data;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a stamp's English description to how a caption begins. */
final class StampCaption {
  /** Up to the first sign or word that begins an explanation. */
  private static final Pattern NOUN =
      Pattern.compile(
          "(An?|Some) .*?(?=\\s*(?:[.!?,;:(]|$|\\s(?:is|are|lets|resembles|called|from|with|that|which)\\s))");

  private static final Pattern QUOTES = Pattern.compile("['\"‘’“”]");

  private StampCaption() {}

  /** "A spiny lobster, from the Hawaiian islands." becomes "a spiny lobster"; empty if no noun. */
  static Optional<String> phrase(String description) {
    String line = QUOTES.matcher(description.strip()).replaceAll("");
    Matcher matcher = NOUN.matcher(line);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    String noun = matcher.group().strip();
    return Optional.of(noun.substring(0, 1).toLowerCase(Locale.ROOT) + noun.substring(1));
  }
}
