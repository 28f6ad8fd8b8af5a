package org.text2layer.data.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.tar.TarWriter;
import org.text2layer.image.PictureReader;

class TarPicturesTest {
  @TempDir Path folder;

  /** Names and contents in turn; contents are bytes or text. */
  private Path archive(String name, Object... files) throws IOException {
    Path file = folder.resolve(name);
    try (TarWriter tar = new TarWriter(Files.newOutputStream(file))) {
      for (int i = 0; i < files.length; i += 2) {
        Object contents = files[i + 1];
        byte[] bytes =
            contents instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : (byte[]) contents;
        tar.add((String) files[i], bytes);
      }
    }
    return file;
  }

  @Test
  void givenTheOutputOfImg2dataset_thenItsArchivesAreReadOneAfterTheOther() throws IOException {
    String json = "{\"caption\": \"from json\", \"key\": \"1\", \"exif\": {}}";
    archive("00001.tar", "2.webp", Inputs.webp(), "2.txt", "third");
    archive(
        "00000.tar",
        "0.jpg",
        Inputs.jpeg(1),
        "0.json",
        json,
        "0.txt",
        "from text",
        "1.json",
        json,
        "1.png",
        Inputs.png(2));
    Files.writeString(folder.resolve("00000_stats.json"), "{}");
    Files.writeString(folder.resolve("00000.parquet"), "PAR1");

    PictureSource source = PictureSource.webDatasets(folder);

    assertEquals(List.of("0: from text", "1: from json", "2: third"), Inputs.lines(source));
    CaptionedPicture second = (CaptionedPicture) Inputs.read(source).get(1);
    assertEquals("00000.tar: 1", second.source());
    assertEquals(
        PictureReader.standard().readRgba(new ByteArrayInputStream(Inputs.png(2)), "expected"),
        second.picture());
  }

  @Test
  void givenFilesOfAKeyApartFromOneAnother_thenItIsNoticed() throws IOException {
    Path file =
        archive(
            "x.tar", "a.png", Inputs.png(1), "b.png", Inputs.png(2), "a.txt", "a", "b.txt", "b");
    List<String> lines = Inputs.lines(PictureSource.webDataset(file));
    assertEquals(4, lines.size());
    assertTrue(lines.get(0).contains("caption is missing"), lines.get(0));
    assertTrue(lines.get(2).startsWith("a! "), lines.get(2));
    assertTrue(lines.get(2).contains("do not follow one another"), lines.get(2));
  }

  @Test
  void givenIncompleteSamples_thenEachIsOneFailedRecordWithItsReason() throws IOException {
    Path file =
        archive(
            "x.tar",
            "__meta.json",
            "{}",
            "a.png",
            Inputs.png(1),
            "a.txt",
            " ",
            "b.gif",
            Inputs.GIF,
            "b.txt",
            "a film",
            "c.txt",
            "alone",
            "d.png",
            Inputs.png(1),
            "d.jpg",
            Inputs.jpeg(1),
            "d.txt",
            "two",
            "e.png",
            Inputs.png(1),
            "e.txt",
            new byte[] {(byte) 0xe9},
            "../../f.png",
            Inputs.png(1),
            "../../f.txt",
            "never a path");
    List<String> lines = Inputs.lines(PictureSource.webDataset(file));
    assertEquals(6, lines.size());
    assertTrue(lines.get(0).contains("caption is missing or empty"), lines.get(0));
    assertTrue(lines.get(1).contains("type 'gif'"), lines.get(1));
    assertTrue(lines.get(2).contains("it has no picture"), lines.get(2));
    assertTrue(lines.get(3).contains("two pictures"), lines.get(3));
    assertTrue(lines.get(4).contains("it is not UTF-8"), lines.get(4));
    assertEquals("../../f: never a path", lines.get(5));
  }

  @Test
  void givenATruncatedArchive_thenItsSamplesTheDamageAndTheNextArchiveAreThere()
      throws IOException {
    Path first =
        archive(
            "0.tar", "a.txt", "one", "a.png", Inputs.png(1), "b.png", Inputs.png(2), "b.txt", "2");
    Files.write(first, Arrays.copyOf(Files.readAllBytes(first), 2700));
    archive("1.tar", "c.png", Inputs.png(3), "c.txt", "three");
    Files.writeString(folder.resolve("2.tar"), "no archive at all");

    List<String> lines = Inputs.lines(PictureSource.webDatasets(folder));

    assertEquals("a: one", lines.get(0));
    assertTrue(lines.get(1).contains("0.tar but it is damaged"), lines.get(1));
    assertEquals("c: three", lines.get(2));
    assertTrue(lines.get(3).contains("2.tar but it is damaged"), lines.get(3));
    assertEquals(4, lines.size());
  }
}
