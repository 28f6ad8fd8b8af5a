package org.text2layer.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFolderTest {
  @TempDir Path folder;

  private List<String> all() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.map(file -> folder.relativize(file).toString()).sorted().skip(1).toList();
    }
  }

  @Test
  void givenContents_thenTheFolderHasItsNameOnceAllAreThereAndTheOldOnesAreGone()
      throws IOException {
    Path target = folder.resolve("checkpoints/0000000001");
    WholeFolder.replace(target, part -> Files.writeString(part.resolve("old"), "1"));
    WholeFolder.replace(
        target,
        part -> {
          Files.writeString(Files.createDirectory(part.resolve("a")).resolve("b"), "2");
          assertTrue(Files.exists(target.resolve("old")), "the old one stays until then");
        });
    assertEquals(
        List.of(
            "checkpoints",
            "checkpoints/0000000001",
            "checkpoints/0000000001/a",
            "checkpoints/0000000001/a/b"),
        all());
  }

  @Test
  void givenAWriterThatThrowsHalfWay_thenTheOldFolderStaysAndNothingIsLeftBeside()
      throws IOException {
    Path target = folder.resolve("0000000001");
    WholeFolder.replace(target, part -> Files.writeString(part.resolve("old"), "1"));
    WholeFolder.Content failing =
        part -> {
          Files.writeString(part.resolve("new"), "2");
          throw new IOException("No space left on device");
        };
    assertThrows(IOException.class, () -> WholeFolder.replace(target, failing));
    assertEquals(List.of("0000000001", "0000000001/old"), all());
  }

  @Test
  void givenAFolderWithALinkOutOfIt_thenDeletingLeavesWhatTheLinkPointsTo() throws IOException {
    Path outside = Files.writeString(folder.resolve("thesis.tex"), "years of work");
    Path target = Files.createDirectory(folder.resolve("work"));
    Files.createSymbolicLink(target.resolve("link"), folder);
    WholeFolder.delete(target);
    assertFalse(Files.exists(target));
    assertEquals(List.of("thesis.tex"), all());
    assertEquals("years of work", Files.readString(outside));
    WholeFolder.delete(target); // nothing to do
  }
}
