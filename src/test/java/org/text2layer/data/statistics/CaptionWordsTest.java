package org.text2layer.data.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CaptionWordsTest {
  private static final CaptionWords WORDS = CaptionWords.english();

  @Test
  void givenACaption_thenStopWordsSymbolsAndPunctuationAreLeftOut() {
    assertEquals(
        List.of("red", "apple", "wooden", "table"),
        WORDS.of("A red apple, on the (wooden) table! \u2764\ufe0f #"));
    assertEquals(
        List.of("t", "shirt", "50", "50mm", "sale"), WORDS.of("T-shirt: 50% & 50mm — sale"));
    assertEquals(List.of(), WORDS.of("it's not you, it is me..."));
    assertEquals(List.of(), WORDS.of(""));
  }

  @Test
  void givenApostrophes_thenTheyBelongToTheWordButTheGenitiveDoesNot() {
    assertEquals(
        List.of("dog", "o'clock", "boys", "rock", "n", "roll"),
        WORDS.of("the dog’s o'clock, the boys' 'rock 'n' roll'"));
    assertEquals(List.of(), WORDS.of("Don’t they'll, each other's"));
  }

  @Test
  void givenOtherScriptsAndSpellings_thenEqualWordsAreEqual() {
    assertEquals(List.of("café"), WORDS.of("Cafe\u0301"));
    assertEquals(List.of("красное", "яблоко"), WORDS.of("Красное яблоко"));
    assertEquals(List.of("a", "cat"), new CaptionWords(Set.of()).of("A cat"));
  }

  @Test
  void givenAnEndlessWord_thenItIsOneWord() {
    assertEquals(List.of("a'".repeat(200_000) + "a"), WORDS.of("a'".repeat(200_000) + "a"));
  }

  @Property(tries = 300)
  void givenAnyText_thenNoWordIsAStopWordOrHasBlanksOrCapitals(@ForAll String text) {
    for (String word : WORDS.of(text)) {
      assertFalse(word.isEmpty());
      assertFalse(WORDS.stopWords().contains(word), word);
      assertTrue(word.codePoints().noneMatch(Character::isWhitespace), word);
      assertEquals(word, word.toLowerCase(Locale.ROOT));
    }
  }
}
