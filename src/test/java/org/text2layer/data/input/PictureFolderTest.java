package org.text2layer.data.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;

class PictureFolderTest {
  @TempDir Path folder;

  @Test
  void givenFoldersInFolders_thenPicturesComeInTheOrderOfTheirNames() {
    Inputs.write(folder, "b/2.png", Inputs.png(1), "second\n");
    Inputs.write(folder, "a.JPG", Inputs.jpeg(2), "first");
    Inputs.write(folder, "c/%E5%9B%BE.webp", Inputs.webp(), "\u56fe");
    assertEquals(
        List.of("a: first", "b/2: second", "c/\u56fe: \u56fe"),
        Inputs.lines(PictureSource.folder(folder)));
    for (InputRecord record : Inputs.read(PictureSource.folder(folder))) {
      assertTrue(((CaptionedPicture) record).picture().width() > 1);
    }
  }

  @Test
  void givenWhatIsWrongBeforeDecoding_thenEachIsOneFailedRecordWithItsReason() throws IOException {
    Files.write(folder.resolve("1.png"), Inputs.png(1));
    Inputs.write(folder, "2.png", Inputs.png(1), "\n");
    Inputs.write(folder, "3%E9.png", Inputs.png(1), "latin-1 name");
    Inputs.write(folder, "4.png", Inputs.png(1), "x".repeat(100_000));
    Inputs.write(folder, "5.png", Inputs.png(1), "");
    Files.write(folder.resolve("5.txt"), new byte[] {'c', (byte) 0xe9});
    Files.createSymbolicLink(folder.resolve("6"), folder);
    Inputs.write(folder, "7.png", Inputs.png(1), "fine");

    List<String> lines = Inputs.lines(PictureSource.folder(folder));

    assertEquals(7, lines.size());
    assertTrue(lines.get(0).startsWith("1! ") && lines.get(0).contains("none"), lines.get(0));
    assertTrue(lines.get(1).contains("it is empty"), lines.get(1));
    assertTrue(lines.get(2).startsWith("3%E9! Expected a file name in UTF-8"), lines.get(2));
    assertTrue(lines.get(3).contains("more than 65536 bytes"), lines.get(3));
    assertTrue(lines.get(4).contains("it is not UTF-8"), lines.get(4));
    assertTrue(lines.get(5).contains("symbolic link"), lines.get(5));
    assertEquals("7: fine", lines.get(6));
  }

  @Test
  void givenNoSuchFolder_thenTheMessageNamesIt() {
    Path missing = folder.resolve("missing");
    DatasetException error =
        assertThrows(DatasetException.class, () -> PictureSource.folder(missing));
    assertTrue(error.getMessage().contains("missing"), error.getMessage());
  }
}
