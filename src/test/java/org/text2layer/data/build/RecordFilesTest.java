package org.text2layer.data.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;
import org.text2layer.data.card.DatasetCard;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.data.card.Shard;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.Inputs;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;

/** What an engine outside needs to build the same data set in parts. */
class RecordFilesTest {
  private static final int PART = 5;

  @TempDir Path folder;
  private PictureSource source;
  private List<InputRecord> records;
  private final SampleMaker recipe = new ThresholdMaker(0);
  private final RecordMaker maker = RecordMaker.of(recipe, KilledBuild.options().seed());

  @BeforeEach
  void writePictures() {
    Inputs.writeMixed(folder.resolve("pictures"));
    source = PictureSource.folder(folder.resolve("pictures"));
    try (Stream<InputRecord> all = source.records()) {
      records = all.toList();
    }
  }

  private RecordFiles part(int first, int end) throws IOException {
    RecordFiles files = RecordFiles.in(folder.resolve("parts"), "records-" + first);
    files.make(first, records.subList(first, end).iterator(), maker, Optional.empty());
    return files;
  }

  @Test
  void givenPartsOfAnySizeMadeInAnyOrder_whenTheyAreJoined_thenTheFilesAreThoseOfABuild()
      throws IOException {
    Path built = folder.resolve("set");
    DatasetBuild.of(source, recipe, built).withOptions(KilledBuild.options()).run();
    BuildDescription description =
        BuildDescription.of(source.description(), recipe.description(), KilledBuild.options());
    DatasetCard card = description.card(DatasetDetails.notStated());
    StringBuilder ledger = new StringBuilder();
    int together = description.recordsPerShard();
    for (int first = 0; first < records.size(); first += together) {
      int end = Math.min(records.size(), first + together);
      List<RecordFiles> parts = new ArrayList<>();
      for (int at = first + (end - first - 1) / PART * PART; at >= first; at -= PART) {
        parts.add(0, part(at, Math.min(end, at + PART)));
      }
      String name = "0000" + first / together + ".tar";
      Path kept = folder.resolve("joined/" + name);
      Path dropped = folder.resolve("joined/dropped/" + name);
      RecordFiles shard = new RecordFiles(kept, dropped, folder.resolve("joined/rows.jsonl"));
      List<LedgerRow> rows = shard.join(parts);
      assertArrayEquals(Files.readAllBytes(built.resolve(name)), Files.readAllBytes(kept), name);
      assertArrayEquals(
          Files.readAllBytes(built.resolve("dropped/" + name)), Files.readAllBytes(dropped), name);
      card = card.plus(Shard.of(kept, rows), rows);
      ledger.append(Files.readString(shard.rows()));
    }
    assertEquals(Files.readString(built.resolve(Ledger.FILE)), ledger.toString());
    assertEquals(Files.readString(built.resolve(DatasetCard.FILE)), card.markdown());
    assertEquals(Files.readString(built.resolve(BuildDescription.FILE)), description.text());
  }

  @Test
  void givenAPartThatWasMadeElsewhere_thenItIsTakenOverOnlyAsItWas() throws IOException {
    RecordFiles part = part(0, 12);
    String checksum = part.checksum();
    assertSame(part, part.adopted(checksum));

    byte[] dropped = Files.readAllBytes(part.dropped());
    Files.delete(part.dropped());
    assertRefused(part, checksum);
    Files.write(part.dropped(), dropped);
    byte[] kept = Files.readAllBytes(part.kept());
    kept[kept.length / 2]++;
    Files.write(part.kept(), kept);
    assertRefused(part, checksum);
  }

  private static void assertRefused(RecordFiles part, String checksum) {
    String message =
        assertThrows(DatasetException.class, () -> part.adopted(checksum)).getMessage();
    assertTrue(message.contains(part.rows() + " with the checksum " + checksum), message);
  }

  @Test
  void givenARowOfAnyOutcome_whenItsLineIsParsed_thenItIsTheSame() throws IOException {
    List<LedgerRow> rows = RecordFiles.in(folder, "all").join(List.of(part(0, 12)));
    for (LedgerRow row : rows) {
      assertEquals(row, LedgerRow.parse(row.toJson()));
    }
    assertThrows(IOException.class, () -> LedgerRow.parse("{\"record\": 1}"));
  }

  @Test
  void givenTheDescriptionOfAnotherBuild_thenItSaysWhatDiffers() throws IOException {
    BuildDescription one = new BuildDescription("photos", "mask above 0.1", 1, 32, 32);
    BuildDescription other = new BuildDescription("photos", "mask above 0.1", 2, 32, 32);
    assertEquals(Optional.of("its seed is 1 and not 2"), other.difference(one.text()));
    assertEquals(Optional.empty(), other.difference(other.text()));
    assertThrows(IOException.class, () -> one.difference("PK"));
  }
}
