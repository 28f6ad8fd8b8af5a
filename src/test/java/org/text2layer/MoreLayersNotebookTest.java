package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoreLayersNotebookTest {
  @Test
  void givenTheNotebookOfMoreLayersThenItsFormulasHoldAndTwoObjectsArePeeledOff()
      throws IOException {
    List<String> values = NewNotebook.run(NewNotebook.codeOf("07-more-layers"));
    assertEquals(2, values.stream().filter("true"::equals).count(), values.toString());
    assertTrue(
        values.stream().anyMatch(value -> value.matches(".*by at most [0-9.]+e-0[78]\"")),
        values.toString());
    assertTrue(
        values.stream().anyMatch(value -> value.contains("2 layers of 2, mean IoU")),
        values.toString());
  }
}
