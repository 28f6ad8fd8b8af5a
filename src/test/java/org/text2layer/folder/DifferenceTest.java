package org.text2layer.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static Optional<String> difference(String found, String wanted) {
    return Difference.between(JsonParser.parseString(found), JsonParser.parseString(wanted));
  }

  @Test
  void givenTheSameInAnotherOrderAndLayout_thenNothingDiffers() {
    assertEquals(
        Optional.empty(),
        difference("{\"a\":1,\"b\":{\"c\":[2]}}", "{ \"b\":{\"c\":[2]},\"a\":1}"));
  }

  @Test
  void givenFieldsThatDifferAreMissingOrTooMany_thenEachIsNamedWithBothValues() {
    assertEquals(
        Optional.of(
            "its seed is 1 and not 2, its data.size is missing and not 4, its x is 'y' and not missing"),
        difference(
            "{\"seed\":1,\"data\":{\"name\":\"n\"},\"x\":\"y\"}",
            "{\"seed\":2,\"data\":{\"name\":\"n\",\"size\":4}}"));
    assertEquals(
        Optional.of(
            "its a is 'null' and not null, its b.c is missing and not 1, its b is {} and not missing"),
        difference("{\"a\":\"null\",\"b\":{}}", "{\"a\":null,\"b\":{\"c\":1}}"));
  }

  @Test
  void givenManyFieldsThatDiffer_thenSomeAreNamedAndTheOthersCounted() {
    JsonObject found = new JsonObject();
    JsonObject wanted = new JsonObject();
    for (int i = 0; i < 9; i++) {
      found.addProperty("f" + i, i);
      wanted.addProperty("f" + i, -i - 1);
    }
    assertEquals(
        Optional.of(
            "its f0 is 0 and not -1, its f1 is 1 and not -2, its f2 is 2 and not -3, its f3 is 3 and not -4, and 5 more"),
        Difference.between(found, wanted));
  }

  @Test
  void givenALongRecipeWithAnotherThreshold_thenOnlyThatLineAndPlaceAreShown() {
    String recipe =
        "detector: embedded network 0123456789abcdef\nmask filter: %s, network %s, neuron 77aa, threshold %s, of %s\nsynthesis: dilation 3";
    String filler = "f".repeat(300);
    String message =
        Difference.between(
                new JsonPrimitive(recipe.formatted("sees three pictures", filler, "0.5", filler)),
                new JsonPrimitive(recipe.formatted("sees three pictures", filler, "0.61", filler)))
            .orElseThrow();
    assertEquals(
        "its mask filter is ...n 77aa, threshold 0.5, of fffffffffffffff... and not ...n 77aa, threshold 0.61, of fffffffffffffff...",
        message);
  }

  @Test
  void givenLinesOfOneName_thenTheFirstCountsToo() {
    assertTrue(
        Difference.between(new JsonPrimitive("a: 1\na: 2"), new JsonPrimitive("a: 3\na: 2"))
            .orElseThrow()
            .contains("its a is '1', '2' and not '3', '2'"));
  }

  @Test
  void givenHostileTexts_thenTheMessageIsOneShortLine() {
    JsonObject found = new JsonObject();
    found.addProperty("a\r\nb", "x\r\0y".repeat(100_000));
    found.addProperty("%s%n", "\u001b[31m");
    String message = Difference.between(found, new JsonObject()).orElseThrow();
    assertTrue(message.length() < 400, message);
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
  }
}
