package org.text2layer.data.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.data.DatasetException;
import org.text2layer.data.tar.TarWriter;

/** Inputs as other programs and systems leave them, of which public bug reports tell. */
class ForeignInputsTest {
  @TempDir Path folder;

  @Test
  void givenATarMadeOnMacOs_thenItsHiddenFilesHaveNoKey() {
    assertEquals(List.of("000: one", "001: two"), lines("mac.tar"));
  }

  @Test
  void givenAFolderWithHiddenFiles_thenTheyArePassedOver() {
    Inputs.write(folder, "._a.png", Inputs.png(1), "resource fork");
    Inputs.write(folder, ".ipynb_checkpoints/a-checkpoint.png", Inputs.png(1), "a copy");
    Inputs.write(folder, "a.png", Inputs.png(1), "seen");
    assertEquals(List.of("a: seen"), Inputs.lines(PictureSource.folder(folder)));
  }

  @Test
  void givenNaNInTheJsonOfASample_thenItIsReadAsNull() {
    List<String> lines = lines("img2dataset_nan.tar");
    assertEquals(List.of("000000000: a b", "000000001: a red square"), lines);
  }

  @Test
  void givenJsonLinesAsPythonWritesThem_thenNaNIsNullAndOnlyBrokenRowsFail() throws IOException {
    List<String> lines = Inputs.lines(PictureSource.jsonLines(resource("metadata.jsonl")));
    assertEquals("a: one", lines.get(0));
    assertEquals("b: emoji \ud83c\udf4e", lines.get(1));
    assertTrue(lines.get(2).startsWith("c! "), lines.get(2));
    assertEquals("c: x", lines.get(3));
    assertEquals("a: last", lines.get(lines.size() - 1));
    assertTrue(lines.stream().anyMatch(line -> line.contains("line 10 but it is no JSON object")));
    Path list =
        Files.writeString(
            folder.resolve("l.jsonl"),
            "{\"file_name\": \"a.png\", \"text\": \"\\\"NaN, Infinity\", \"x\": [-Infinity, NaN]}");
    assertEquals(List.of("a: \"NaN, Infinity"), Inputs.lines(PictureSource.jsonLines(list)));
  }

  @Test
  void givenASampleWithBrokenJson_thenItsTextIsItsCaption() throws IOException {
    Path file =
        archive("x.tar", "a.png", Inputs.png(1), "a.json", text("{"), "a.txt", text("whole"));
    assertEquals(List.of("a: whole"), Inputs.lines(PictureSource.webDataset(file)));
    file = archive("y.tar", "a.png", Inputs.png(1), "a.json", text("{"));
    String line = Inputs.lines(PictureSource.webDataset(file)).get(0);
    assertTrue(line.contains("of its json file it is no JSON object"), line);
  }

  @Test
  void givenACaptionFileWithAByteOrderMark_thenTheCaptionIsWithout() throws IOException {
    List<String> inTar = lines("bomtxt.tar");
    assertEquals("000: a dog", inTar.get(0));
    Files.copy(resource("bom.png"), folder.resolve("bom.png"));
    Files.copy(resource("bom.txt"), folder.resolve("bom.txt"));
    assertEquals(List.of("bom: four"), Inputs.lines(PictureSource.folder(folder)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void givenAnyMarkInAnyFileOfText_thenCaptionsAreWithout(String charset) throws IOException {
    byte[] caption = "\ufeffW\u00fcrfel \ud83c\udf4e".getBytes(Charset.forName(charset));
    byte[] json = "\ufeff{\"caption\": \"W\u00fcrfel\"}".getBytes(Charset.forName(charset));
    Path file =
        archive(
            "x.tar",
            "a.png",
            Inputs.png(1),
            "a.txt",
            caption,
            "b.png",
            Inputs.png(1),
            "b.json",
            json);
    assertEquals(
        List.of("a: W\u00fcrfel \ud83c\udf4e", "b: W\u00fcrfel"),
        Inputs.lines(PictureSource.webDataset(file)));
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.write(inner.resolve("a.png"), Inputs.png(1));
    Files.write(inner.resolve("a.txt"), caption);
    assertEquals(List.of("a: W\u00fcrfel \ud83c\udf4e"), Inputs.lines(PictureSource.folder(inner)));
  }

  @Test
  void givenUtf16WithoutItsMark_thenTheCaptionIsRefusedAndNotFullOfNuls() throws IOException {
    byte[] caption = "apple".getBytes(StandardCharsets.UTF_16LE);
    Path file = archive("x.tar", "a.png", Inputs.png(1), "a.txt", caption);
    String line = Inputs.lines(PictureSource.webDataset(file)).get(0);
    assertTrue(line.contains("it is not UTF-8"), line);
  }

  @ParameterizedTest
  @CsvSource({
    "utf16.csv, it is UTF-16: save it as UTF-8",
    "headerbroken.csv, of its header its quotes do not match (a quote within a field is written twice): correct it",
  })
  void givenAListWhoseHeaderCannotBeRead_thenTheMessageSaysWhatIsWrong(String name, String part) {
    Path list = resource(name);
    DatasetException error =
        assertThrows(DatasetException.class, () -> PictureSource.csv(list).records());
    assertTrue(error.getMessage().contains(name + " but " + part), error.getMessage());
  }

  @Test
  void givenBlanksAroundTheNamesOfAHeader_thenTheyDoNotCount() {
    assertEquals(
        List.of("a: a red square"), Inputs.lines(PictureSource.csv(resource("headerspace.csv"))));
  }

  @Test
  void givenNamesWithDotsInTheirKeys_thenTheMessageSaysThatTheyShareOne() {
    List<String> lines = lines("dots_in_key.tar");
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).startsWith("img! "), lines.get(0));
    assertTrue(lines.get(0).contains("all such names share the key 'img'"), lines.get(0));
  }

  @Test
  void givenNamesInLatin1_thenNoCaptionGoesToAnotherPicture() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes, "ISO-8859-1")) {
      add(tar, "caf\u00e9.png", Inputs.png(1));
      add(tar, "caf\u00e8.txt", text("of another picture"));
      add(tar, "what?.png", Inputs.png(1));
      add(tar, "what?.txt", text("a question"));
    }
    Path file = Files.write(folder.resolve("latin1.tar"), bytes.toByteArray());
    List<String> lines = Inputs.lines(PictureSource.webDataset(file));
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).startsWith("caf\ufffde9! "), lines.get(0));
    assertTrue(lines.get(0).contains("its name is not UTF-8"), lines.get(0));
    assertTrue(lines.get(1).startsWith("caf\ufffde8! "), lines.get(1));
    assertEquals("what?: a question", lines.get(2));
  }

  @Test
  void givenGnuNamesOfManyLettersAndAQuestionMark_thenTheyAreRight() throws IOException {
    String name = "\u56fe/".repeat(60) + "what?";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      add(tar, name + ".png", Inputs.png(1));
      add(tar, name + ".txt", text("long"));
    }
    Path file = Files.write(folder.resolve("gnu.tar"), bytes.toByteArray());
    assertEquals(List.of(name + ": long"), Inputs.lines(PictureSource.webDataset(file)));
    file = archive("pax.tar", name + ".png", Inputs.png(1), name + ".txt", text("long"));
    assertEquals(List.of(name + ": long"), Inputs.lines(PictureSource.webDataset(file)));
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] contents)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(contents.length);
    tar.putArchiveEntry(entry);
    tar.write(contents);
    tar.closeArchiveEntry();
  }

  private Path archive(String name, Object... files) throws IOException {
    Path file = folder.resolve(name);
    try (TarWriter tar = new TarWriter(Files.newOutputStream(file))) {
      for (int i = 0; i < files.length; i += 2) {
        tar.add((String) files[i], (byte[]) files[i + 1]);
      }
    }
    return file;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> lines(String name) {
    return Inputs.lines(PictureSource.webDataset(resource(name)));
  }

  private static Path resource(String name) {
    try {
      return Path.of(ForeignInputsTest.class.getResource(name).toURI());
    } catch (URISyntaxException error) {
      throw new IllegalStateException(error);
    }
  }
}
