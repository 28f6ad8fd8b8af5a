package org.text2layer.experiment.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.metrics.frechet.ResampledFrechet;
import org.text2layer.metrics.significance.Bootstrap;

class CellFolderTest {
  private static final Cell.Key KEY = new Cell.Key("a-method", 3, "held-out", Cell.Key.PICTURES);

  @TempDir Path folder;

  private static Cell cell() {
    JsonObject provenance = new JsonObject();
    provenance.addProperty("device", "CPU");
    List<Double> replicates = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      replicates.add(1.0 / (i + 3));
    }
    return new Cell(
        KEY,
        List.of("a red apple", "ein Apfel <ä>"),
        Map.of(Cell.CAPTION_SCORE, List.of(0.1, 1.0 / 3)),
        Map.of(Cell.KERNEL_DISTANCE, -1e-17),
        Optional.of(
            new ResampledFrechet(
                Math.PI, replicates, 2, 5, 8, Bootstrap.standard().withResamples(20))),
        provenance);
  }

  @Test
  void whatWasWrittenIsReadWithEveryBitOfItsNumbers() {
    CellFolder cells = new CellFolder(folder, sentence -> {});
    assertEquals(Optional.empty(), cells.find(KEY));
    cells.write(cell());
    assertEquals(Optional.of(cell()), cells.find(KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "[]", "{}", "{\"format\": 2, \"cell\": \"x\"}", "null", "7"})
  void givenABrokenFileThenItCountsAsMissingAndIsNamed(String text) throws IOException {
    List<String> said = new ArrayList<>();
    CellFolder cells = new CellFolder(folder, said::add);
    cells.write(cell());
    Files.writeString(KEY.file(folder), text);
    assertEquals(Optional.empty(), cells.find(KEY));
    assertEquals(1, said.size());
    assertTrue(said.get(0).contains("a-method/seed-3/held-out.pictures.json"), said.get(0));
  }

  @Test
  void givenTheFileOfAnotherCellThenItIsNotTakenForThisOne() throws IOException {
    CellFolder cells = new CellFolder(folder, sentence -> {});
    cells.write(cell());
    Cell.Key other = new Cell.Key("a-method", 4, "held-out", Cell.Key.PICTURES);
    Files.createDirectories(other.file(folder).getParent());
    Files.copy(KEY.file(folder), other.file(folder));
    assertEquals(Optional.empty(), cells.find(other));
  }

  @Test
  void givenNamesThatLeadOutOfTheFolderThenThereIsNoSuchKey() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Cell.Key("../a", 0, "held-out", Cell.Key.PICTURES));
  }

  @Test
  void givenAValueThatIsNoNumberThenThereIsNoCell() {
    Cell usual = cell();
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Cell(
                        KEY,
                        usual.captions(),
                        Map.of(Cell.IOU, List.of(0.5, Double.NaN)),
                        Map.of(),
                        Optional.empty(),
                        usual.provenance()))
            .getMessage();
    assertTrue(message.contains("finite values of 'IoU'"), message);
  }
}
