package org.text2layer.experiment.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class ResultTableTest {
  private static final String HOSTILE =
      "a|b <img src=x onerror=alert(1)> **c** \"d\", [e](f)\nnext";

  private static ResultTable hostile() {
    return new ResultTable(
        "hostile",
        "Title " + HOSTILE,
        List.of("method", "n", "score " + HOSTILE),
        List.of(
            List.of(
                ResultTable.Cell.of(HOSTILE),
                ResultTable.Cell.of("3"),
                new ResultTable.Cell("0.5", true, "cells/" + HOSTILE)),
            List.of(
                ResultTable.Cell.of("other"), ResultTable.Cell.of("4.5"), ResultTable.Cell.NONE)),
        List.of("Note " + HOSTILE));
  }

  @Test
  void givenHostileTextsThenMarkdownHasOneRowALineAndNoMarkupButTheWinner() {
    String text = hostile().markdown();
    assertEquals(4, text.lines().filter(line -> line.startsWith("| ")).count(), text);
    assertTrue(text.lines().filter(l -> l.startsWith("| ")).allMatch(l -> columns(l) == 3), text);
    assertTrue(text.contains("**0.5**"), text);
    assertFalse(text.replace("\\<", "").contains("<"), text);
    assertFalse(text.replace("\\*", "").contains("**c**"), text);
  }

  private static int columns(String line) {
    return line.replace("\\|", "").split("\\|").length - 1;
  }

  @Test
  void givenHostileTextsThenHtmlHasNoElementsOfTheirsAndProvenanceIsATitle() {
    String html = hostile().html();
    assertFalse(html.contains("<img"), html);
    assertTrue(html.contains("title=\"cells/a|b &lt;img src=x"), html);
    assertTrue(html.contains("<strong>0.5</strong>"), html);
    assertFalse(html.contains("\"d\""), html);
  }

  @Test
  void givenHostileTextsThenCsvQuotesThemAndNamesWinnersAndProvenance() {
    String csv = hostile().csv();
    assertTrue(csv.startsWith("method,n,\"score a|b"), csv);
    assertTrue(csv.contains("significantly best in,provenance\r\n"), csv);
    assertTrue(csv.contains("\"\"d\"\""), csv);
    assertTrue(csv.endsWith("other,4.5,–,,\r\n"), csv);
  }

  @Test
  void asTablesawNumbersAreNumbersAndTextsAreTexts() {
    Table table = hostile().tablesaw();
    assertEquals(ColumnType.DOUBLE, table.column("n").type());
    assertEquals(ColumnType.STRING, table.column(2).type());
    assertEquals(4.5, table.doubleColumn("n").get(1));
  }

  @Test
  void givenARowOfAnotherLengthThenItIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new ResultTable(
                        "odd",
                        "Odd",
                        List.of("a", "b"),
                        List.of(List.of(ResultTable.Cell.NONE)),
                        List.of()))
            .getMessage();
    assertTrue(message.contains("2 cells a row in 'odd' but one has 1"), message);
  }
}
