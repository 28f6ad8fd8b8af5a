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
    List<String> told =
        NewNotebook.run(NewNotebook.codeOf("07-more-layers")).stream()
            .filter(value -> value.equals("true") || value.startsWith("\""))
            .toList();
    assertEquals("true", told.get(0), "composed one by one as at once");
    assertTrue(told.get(1).matches("\"v0 .* by at most [0-9.]+e-0[78]\""), told.get(1));
    assertEquals("true", told.get(2), "an empty layer changes nothing");
    assertTrue(told.get(3).startsWith("\"2 layers of 2, mean IoU"), told.get(3));
  }
}
