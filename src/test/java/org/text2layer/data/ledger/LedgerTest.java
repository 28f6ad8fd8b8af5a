package org.text2layer.data.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;

class LedgerTest {
  @TempDir Path folder;

  /** Of four records one is kept, one has no score, one a caption of several lines. */
  private static List<LedgerRow> rows(int number) {
    List<LedgerRow> rows = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      boolean kept = i % 4 == 0;
      boolean failed = i % 4 == 3;
      Map<String, Double> scores =
          failed ? Map.of() : kept ? Map.of("mask", i / 10.0, "hole", 0.5) : Map.of("mask", 0.1);
      rows.add(
          new LedgerRow(
              i,
              "key " + i,
              "set.tar: " + i,
              i % 4 == 2 ? "größer\nan \"apple\" " + i : "",
              kept ? Verdict.KEPT : failed ? Verdict.FAILED : Verdict.DROPPED,
              kept ? "" : failed ? "damaged " + i : i % 4 == 1 ? "mask" : "empty mask",
              kept || failed ? OptionalDouble.empty() : OptionalDouble.of(0.1),
              scores));
    }
    return rows;
  }

  private Ledger written(List<LedgerRow> rows) throws IOException {
    Files.writeString(folder.resolve(Ledger.FILE), Ledger.text(rows));
    return Ledger.read(folder);
  }

  @Test
  void givenALedgerInAFile_thenRowsAndColumnsAreThoseInMemoryInWhateverOrderTheyAreAskedFor()
      throws IOException {
    List<LedgerRow> rows = rows(1000);
    Ledger read = written(rows);
    assertEquals(rows, read.rows());
    assertEquals(rows.get(999), read.rows().get(999));
    assertEquals(rows.get(0), read.rows().get(0));
    assertEquals(rows.subList(250, 520), read.rows().subList(250, 520));
    Ledger held = new Ledger(rows);
    for (int i = 0; i < 1000; i++) {
      assertEquals(held.verdict(i), read.verdict(i));
      assertEquals(held.filter(i), read.filter(i));
      assertEquals(held.score(i, "hole"), read.score(i, "hole"));
    }
    assertEquals(List.of("hole", "mask"), List.copyOf(read.scoreNames()));
    assertTrue(Double.isNaN(read.score(1, "hole")), "a score that the record has not");
    assertTrue(Double.isNaN(read.score(1, "none")), "a score that no record has");
    assertEquals(Map.of("mask", 250L, "empty mask", 250L), read.droppedByFilter());
    assertEquals(250, read.count(Verdict.FAILED));
  }

  @Test
  void givenALedgerOfManyBlocks_thenOneBlockOfRowsIsHeld() throws IOException {
    List<LedgerRow> rows = written(rows(1000)).rows();
    LedgerRow first = rows.get(0);
    assertSame(first, rows.get(0));
    rows.get(255);
    assertSame(first, rows.get(0), "a neighbour is of the same block");
    rows.get(256);
    assertNotSame(first, rows.get(0), "the first block was given up for the second");
  }

  @Test
  void givenALedgerThatWasWrittenAgain_thenRowsOfTheOldOneAreRefused() throws IOException {
    Ledger read = written(rows(600));
    Path file = folder.resolve(Ledger.FILE);
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 5000));
    String message = assertThrows(DatasetException.class, () -> read.rows().get(1)).getMessage();
    assertTrue(message.contains("written again") && message.contains("open the build"), message);
  }

  @Test
  void givenAnotherScoreInEveryRow_thenTheLedgerIsRefusedBeforeItFillsTheMemory()
      throws IOException {
    List<LedgerRow> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(
          new LedgerRow(
              i, "k", "s", "", Verdict.KEPT, "", OptionalDouble.empty(), Map.of("n" + i, 1.0)));
    }
    String message = assertThrows(DatasetException.class, () -> written(rows)).getMessage();
    assertTrue(message.contains("at most 100 filters and scores"), message);
  }

  @Test
  void givenALineThatIsNoRow_thenTheLedgerIsRefusedWithTheLine() throws IOException {
    Files.writeString(folder.resolve(Ledger.FILE), Ledger.text(rows(2)) + "{\"record\": 1}\n");
    String message = assertThrows(DatasetException.class, () -> Ledger.read(folder)).getMessage();
    assertTrue(message.contains("is no row of a ledger"), message);
  }
}
