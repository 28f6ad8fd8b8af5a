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
import org.text2layer.image.PictureException;

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
  void givenLinksAsInHuggingFacesCache_thenOnlyTheLinkedFolderFollowsThem() throws IOException {
    Path blobs = Files.createDirectory(folder.resolve("blobs"));
    Path snapshot = Files.createDirectories(folder.resolve("snapshots/abc"));
    Inputs.write(blobs, "more/b.png", Inputs.png(2), "in a linked folder");
    Files.write(blobs.resolve("0123"), Inputs.png(1));
    Files.writeString(blobs.resolve("4567"), "by links");
    Files.createSymbolicLink(snapshot.resolve("a.png"), Path.of("../../blobs/0123"));
    Files.createSymbolicLink(snapshot.resolve("a.txt"), Path.of("../../blobs/4567"));
    Files.createSymbolicLink(snapshot.resolve("more"), Path.of("../../blobs/more"));
    Files.createSymbolicLink(snapshot.resolve("up"), folder);

    FailedRecord caption = (FailedRecord) Inputs.read(PictureSource.folder(snapshot)).get(0);
    assertTrue(caption.reason().contains("only PictureSource.linkedFolder"), caption.reason());
    Files.delete(snapshot.resolve("a.txt"));
    Files.writeString(snapshot.resolve("a.txt"), "by links");
    List<InputRecord> refused = Inputs.read(PictureSource.folder(snapshot));
    PictureException error =
        assertThrows(PictureException.class, ((CaptionedPicture) refused.get(0))::picture);
    assertTrue(error.getMessage().contains("only PictureSource.linkedFolder"), error.getMessage());
    String reason = ((FailedRecord) refused.get(1)).reason();
    assertTrue(reason.contains("which only PictureSource.linkedFolder follows"), reason);

    Files.delete(snapshot.resolve("a.txt"));
    Files.createSymbolicLink(snapshot.resolve("a.txt"), Path.of("../../blobs/4567"));
    List<InputRecord> followed = Inputs.read(PictureSource.linkedFolder(snapshot));
    assertEquals(
        List.of("a: by links", "more/b: in a linked folder"),
        followed.subList(0, 2).stream().map(Object::toString).toList());
    assertEquals(12, ((CaptionedPicture) followed.get(0)).picture().width());
    assertEquals(12, ((CaptionedPicture) followed.get(1)).picture().width());
    assertEquals(3, followed.size());
    assertTrue(((FailedRecord) followed.get(2)).reason().contains("to where it stands"));
  }

  @Test
  void givenNoSuchFolder_thenTheMessageNamesIt() {
    Path missing = folder.resolve("missing");
    DatasetException error =
        assertThrows(DatasetException.class, () -> PictureSource.folder(missing));
    assertTrue(error.getMessage().contains("missing"), error.getMessage());
  }
}
