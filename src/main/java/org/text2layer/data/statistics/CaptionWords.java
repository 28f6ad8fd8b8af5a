package org.text2layer.data.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits captions into words, without stop words, symbols and punctuation. A caption is composed
 * (Unicode NFC), put in lower case and its apostrophes (’) made straight. A word is a longest run
 * of letters and digits with their marks; an apostrophe between two of them belongs to it, and all
 * else, a hyphen too, parts words. A final 's is left out, and so is a stop word with or without
 * it. Immutable.
 *
 * @param stopWords in lower case, with straight apostrophes
 */
public record CaptionWords(Set<String> stopWords) {
  /** Possessive quantifiers, so that a long caption needs no deep stack. */
  private static final Pattern WORD =
      Pattern.compile(
          "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*+(?:'[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*+)*+");

  private static final String GENITIVE = "'s";
  private static final String ENGLISH = "english-stop-words.txt";

  /** Copies the words. */
  public CaptionWords {
    stopWords = Set.copyOf(stopWords);
  }

  /** Without the 174 English stop words of the Snowball project. */
  public static CaptionWords english() {
    try (InputStream stream = CaptionWords.class.getResourceAsStream(ENGLISH)) {
      if (stream == null) {
        throw new IllegalStateException(
            "Expected " + ENGLISH + " in the jar but it is missing: build the project again.");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().filter(line -> !line.startsWith("#")).toList();
      return new CaptionWords(Set.copyOf(lines));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /** The words of a caption in their order; may be empty. */
  public List<String> of(String caption) {
    String text = Normalizer.normalize(caption, Normalizer.Form.NFC);
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT).replace('’', '\''));
    List<String> words = new ArrayList<>();
    while (matcher.find()) {
      String word = matcher.group();
      String plain = withoutGenitive(word);
      if (!stopWords.contains(word) && !stopWords.contains(plain)) {
        words.add(plain);
      }
    }
    return words;
  }

  private static String withoutGenitive(String word) {
    boolean genitive = word.endsWith(GENITIVE);
    return genitive ? word.substring(0, word.length() - GENITIVE.length()) : word;
  }

  /** Differs where the stop words do. */
  @Override
  public String toString() {
    List<String> first = new TreeSet<>(stopWords).stream().limit(3).toList();
    return "%s stop words %s, hash %08x".formatted(stopWords.size(), first, stopWords.hashCode());
  }
}
