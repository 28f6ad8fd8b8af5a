package org.text2layer.data.tar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarTest {
  @TempDir Path folder;

  @Property(tries = 100)
  void givenAnyNamesAndContents_thenTheyComeBackInOrderAndAlwaysGiveTheSameBytes(
      @ForAll @Size(max = 5)
          Map<
                  @CharRange(from = 'a', to = 'z') @CharRange(from = '\u00e0', to = '\u3100')
                  @StringLength(min = 1, max = 150) String,
                  byte[]>
              files)
      throws IOException {
    byte[] archive = archive(files);
    assertArrayEquals(archive, archive(files));
    Path file = Files.createTempFile("text2layer", ".tar");
    try {
      Files.write(file, archive);
      Map<String, byte[]> read = read(file);
      assertEquals(files.keySet().stream().toList(), read.keySet().stream().toList());
      files.forEach((name, contents) -> assertArrayEquals(contents, read.get(name)));
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 300)
  void givenWrongBytes_thenTheReaderGivesEntriesOrAnIoException(@ForAll long seed)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] archive = archive(Map.of("\u00e9".repeat(120) + ".txt", new byte[700]));
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      archive[random.nextInt(3000)] = (byte) random.nextInt(256);
    }
    Path file = Files.createTempFile("text2layer", ".tar");
    try {
      Files.write(file, archive);
      read(file);
    } catch (IOException expected) {
      assertFalse(expected.getMessage().isEmpty());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void givenAnArchiveCutAnywhere_thenTheReaderSaysSo() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a.txt", new byte[600]);
    files.put("b.txt", new byte[600]);
    byte[] archive = archive(files);
    Path file = folder.resolve("cut.tar");
    for (int length = 0; length < 2 * (512 + 1024); length += 100) {
      Files.write(file, Arrays.copyOf(archive, length));
      assertThrows(IOException.class, () -> read(file), length + " bytes");
    }
  }

  @Test
  void givenAHeaderThatGoesOnForever_thenItIsNotKeptInMemory() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry name =
          new TarArchiveEntry("././@LongLink", TarArchiveEntry.LF_GNUTYPE_LONGNAME);
      name.setSize(3 << 20);
      tar.putArchiveEntry(name);
      tar.write(new byte[3 << 20]);
      tar.closeArchiveEntry();
    }
    Path file = Files.write(folder.resolve("long.tar"), bytes.toByteArray());
    IOException error = assertThrows(IOException.class, () -> read(file));
    assertTrue(error.getMessage().contains("1048576"), error.getMessage());
  }

  @Test
  void givenGnuLongNamesLinksAndFolders_thenNamesAreWholeAndLinksAreNotPlain() throws IOException {
    String longName = "folder/".repeat(30) + "a.txt";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      tar.putArchiveEntry(new TarArchiveEntry("folder/"));
      tar.closeArchiveEntry();
      tar.putArchiveEntry(new TarArchiveEntry(longName));
      tar.closeArchiveEntry();
      TarArchiveEntry link = new TarArchiveEntry("b.txt", TarArchiveEntry.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    Path file = Files.write(folder.resolve("gnu.tar"), bytes.toByteArray());
    try (TarReader tar = TarReader.open(file)) {
      TarEntry first = tar.next().orElseThrow();
      assertEquals(longName, first.name());
      assertTrue(first.plain());
      assertFalse(tar.next().orElseThrow().plain());
      assertTrue(tar.next().isEmpty());
    }
  }

  @Test
  void givenAnEntry_thenItsOffsetIsWhereItsContentsAre() throws IOException {
    byte[] contents = "contents".getBytes(StandardCharsets.US_ASCII);
    byte[] archive = archive(Map.of("\u00e9".repeat(120), contents));
    Path file = Files.write(folder.resolve("offset.tar"), archive);
    try (TarReader tar = TarReader.open(file)) {
      int offset = (int) tar.next().orElseThrow().offset();
      assertArrayEquals(contents, Arrays.copyOfRange(archive, offset, offset + contents.length));
    }
  }

  private static byte[] archive(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarWriter tar = new TarWriter(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        tar.add(file.getKey(), file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> read(Path file) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (TarReader tar = TarReader.open(file)) {
      Optional<TarEntry> entry = tar.next();
      while (entry.isPresent()) {
        files.put(entry.get().name(), tar.read(1 << 20));
        entry = tar.next();
      }
    }
    return files;
  }
}
