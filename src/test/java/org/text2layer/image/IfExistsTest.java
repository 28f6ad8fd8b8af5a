package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IfExistsTest {
  @TempDir private Path folder;

  @Test
  void givenADiskThatFillsUp_thenOneSentenceNamesTheFileAndTheOldOneStays() throws IOException {
    Path file = Files.writeString(folder.resolve("old.ora"), "old");
    PictureException error =
        assertThrows(
            PictureException.class,
            () ->
                IfExists.REPLACE.write(
                    "picture",
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }));
    assertTrue(error.getMessage().contains("old.ora"), error.getMessage());
    assertTrue(error.getMessage().contains("No space left on device"), error.getMessage());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    assertOnlyThere(file, "old");
  }

  @Test
  void givenAFileOfThatName_thenItIsRefusedUnlessItShallBeReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("old.png"), "old");
    PictureException error =
        assertThrows(
            PictureException.class, () -> PngWriter.write(Pictures.rgb(1, 2, 2), Map.of(), file));
    assertTrue(error.getMessage().contains("old.png exists"), error.getMessage());
    assertTrue(error.getMessage().contains("IfExists.REPLACE"), error.getMessage());
    assertOnlyThere(file, "old");
    IfExists.REPLACE.write("text", file, out -> out.write("new".getBytes()));
    assertOnlyThere(file, "new");
  }

  private void assertOnlyThere(Path file, String content) throws IOException {
    assertEquals(content, Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
