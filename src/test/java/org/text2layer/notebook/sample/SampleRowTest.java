package org.text2layer.notebook.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.notebook.Views;

class SampleRowTest {
  private static final SampleRow LEFT_OUT =
      new SampleRow(
          "7", "a dark <wall>", Optional.empty(), Map.of(), Optional.empty(), List.of("left out"));

  @Test
  void givenNoRowWithPictures_thenTheTableIsOfWordsAlone() {
    String table = SampleRow.table("record", List.of(LEFT_OUT, LEFT_OUT));
    assertFalse(table.contains("foreground F"));
    assertTrue(table.contains("a dark &lt;wall&gt;"));
    assertTrue(table.contains("left out"));
  }

  @Test
  void givenARowWithPicturesAmongOthers_thenTheOthersLeaveTheirPlacesEmpty() {
    SampleRow pictured = SampleRow.of("1", EmojiScenes.test().sample(1), List.of());
    String table = SampleRow.table("record", List.of(LEFT_OUT, pictured));
    assertEquals(4, Views.pictures(table).size());
    assertTrue(table.contains("foreground F"));
    assertEquals(2 * 6, table.split("<td", -1).length - 1);
  }
}
