package org.text2layer.data.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.data.tar.TarWriter;

/** WebDataset archives that are packed, told by their contents and not by their names. */
class PackedArchivesTest {
  private static final List<String> SAMPLES = List.of("000: a red square", "001: a red square");

  @TempDir Path folder;
  private byte[] tar;

  @BeforeEach
  void makeATar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarWriter writer = new TarWriter(bytes)) {
      for (String key : List.of("000", "001")) {
        writer.add(key + ".png", Inputs.png(1));
        writer.add(key + ".txt", "a red square".getBytes(StandardCharsets.UTF_8));
      }
    }
    tar = bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain.tar.gz", "gz_named_tar.tar"})
  void givenAGzipArchiveOfEitherName_thenItsPicturesAreRead(String name) throws IOException {
    try (var stream = getClass().getResourceAsStream(name)) {
      Files.copy(stream, folder.resolve(name));
    }
    assertSamples(PictureSource.webDataset(folder.resolve(name)));
    assertSamples(PictureSource.webDatasets(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.tgz", "0.tar.bz2", "0.tbz2", "0.tar"})
  void givenAFolderOfPackedArchives_thenTheyAreFoundAndRead(String name) throws IOException {
    Files.write(folder.resolve(name), packed(name.contains("b")));
    Files.writeString(folder.resolve("0_stats.json.gz"), "no archive");
    assertSamples(PictureSource.webDatasets(folder));
  }

  @Test
  void givenGzipMembersOneAfterTheOther_thenTheyAreOneArchive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = 0; at < tar.length; at += 700) {
      try (OutputStream member = new GZIPOutputStream(bytes)) {
        member.write(tar, at, Math.min(700, tar.length - at));
      }
    }
    Path file = Files.write(folder.resolve("members.tar.gz"), bytes.toByteArray());
    assertSamples(PictureSource.webDataset(file));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givenAPackedArchiveThatIsCutOff_thenItsDamageIsARecord(boolean bzip2) throws IOException {
    byte[] packed = packed(bzip2);
    for (int length = 20; length < packed.length - 1; length += 7) {
      Path file = Files.write(folder.resolve("cut.tar.gz"), Arrays.copyOf(packed, length));
      List<String> lines = Inputs.lines(PictureSource.webDataset(file));
      String last = lines.get(lines.size() - 1);
      assertTrue(last.startsWith("! Expected a tar archive in cut.tar.gz but it "), last);
    }
  }

  @Test
  void givenAWholePackOfACutArchive_thenItsDamageIsARecord() throws IOException {
    for (int length = 0; length < tar.length && length <= 8 * 512 + 512; length += 128) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStream pack = new GZIPOutputStream(bytes)) {
        pack.write(tar, 0, length);
      }
      Path file = Files.write(folder.resolve("cut.tar"), bytes.toByteArray());
      List<String> lines = Inputs.lines(PictureSource.webDataset(file));
      String last = lines.get(lines.size() - 1);
      assertTrue(last.contains("it is damaged"), length + ": " + last);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "28b52ffd0458, it is packed by Zstandard: unpack it",
    "fd377a585a0000, it is packed by xz: unpack it",
    "504b0304140000, it is packed by ZIP",
    "3c21444f43545950452068746d6c3e, it is a web page: fetch it again",
    "76657273696f6e2068747470733a2f2f6769742d6c66732e6769746875622e636f6d2f737065632f7631, "
        + "it is a Git LFS pointer: run git lfs pull",
  })
  void givenSomethingElse_thenTheRecordSaysWhatItIs(String hex, String part) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    Path file = Files.write(folder.resolve("x.tar"), bytes);
    List<String> lines = Inputs.lines(PictureSource.webDataset(file));
    String start = "! Expected a tar archive in x.tar but it cannot be opened: " + part;
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).startsWith(start), lines.get(0));
  }

  private static void assertSamples(PictureSource source) {
    List<InputRecord> records = Inputs.read(source);
    assertEquals(SAMPLES, records.stream().map(Object::toString).toList());
    for (InputRecord record : records) {
      assertTrue(((CaptionedPicture) record).picture().width() > 1);
    }
  }

  private byte[] packed(boolean bzip2) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream pack =
        bzip2 ? new BZip2CompressorOutputStream(bytes) : new GZIPOutputStream(bytes)) {
      pack.write(tar);
    }
    return bytes.toByteArray();
  }
}
