package org.text2layer.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkCommandTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "build",
        "build --input a",
        "build --input a --output",
        "build --input a --output b --worker 3",
        "make --input a --output b"
      })
  void givenAWrongCommand_thenItSaysWhatIsExpected(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    String message =
        assertThrows(IllegalArgumentException.class, () -> SparkCommand.parsed(arguments))
            .getMessage();
    assertTrue(message.contains("build --input ADDRESS --output ADDRESS"), message);
  }

  @Test
  void givenARecipeOfOnesOwn_thenItIsFoundByItsClass() {
    assertEquals(new CheapRecipe(30), SparkCommand.recipe(CheapRecipe.Slow.class.getName()).open());
    String message =
        assertThrows(IllegalArgumentException.class, () -> SparkCommand.recipe("com.example.None"))
            .getMessage();
    assertTrue(message.contains("came 'com.example.None'"), message);
  }
}
