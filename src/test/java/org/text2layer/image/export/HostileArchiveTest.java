package org.text2layer.image.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.image.IfExists;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.PictureException;
import org.text2layer.image.Pictures;
import org.text2layer.image.PngWriter;

@Tag("digits")
class HostileArchiveTest {
  private final LayerArchiveReader reader = LayerArchiveReader.standard();
  private final LayeredImage image = Exported.image(1, 6, 5, 2);
  @TempDir private Path folder;
  private Path file;
  private Map<String, byte[]> entries;

  @BeforeEach
  void takeAGoodArchiveApart() throws IOException {
    file = folder.resolve("image.zip");
    LayerArchiveWriter.write(image, file);
    entries = Exported.unzip(file);
  }

  @Test
  void givenAGoodArchivePackedByAnotherProgram_thenItIsRead() throws IOException {
    entries.put("notes/read me.txt", new byte[3]);
    Exported.zip(entries, file);
    assertEquals(image, reader.read(file));
  }

  @Test
  void givenMissingParts_thenAllOfThemAreNamed() throws IOException {
    entries.remove("layer-2.png");
    entries.remove("backdrop.png");
    assertRefused("missing: backdrop.png, layer-2.png:");
    entries.remove("manifest.json");
    assertRefused("it has no manifest.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil.png", "a/../../evil.png", "/etc/evil", "..\\evil", "C:evil", "a/.."})
  void givenANameThatWouldLeaveTheFolder_thenRefused(String name) throws IOException {
    entries.put(name, new byte[1]);
    assertRefused("'" + name + "' would leave the folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\": 1       | \"version\": 2        | version 2 of the format and only version 1",
        "text2layer-layers    | other                 | not of the format",
        "\"backdrop\"         | \"background\"        | lacks 'backdrop'",
        "\"width\": 6         | \"width\": 7          | 6x5 pixels and the manifest tells 7x5",
        "\"width\": 6         | \"width\": 0          | 3 pictures of 0x5",
        "\"width\": 6         | \"width\": 6.5        | not JSON of the known form",
        "\"width\": 6         | \"width\": 1e999999   | not JSON of the known form",
        "\"width\": 6         | \"width\": [6]        | not JSON of the known form",
        "\"width\": 6         | \"width\": 2147483647 | more than the limit of 64000000",
        "\"layers\": [        | \"layers\": [[        | not JSON of the known form",
        "layer <1>            | ' '                   | but layer 1 of its manifest has no name:",
        "layer-1.png          | composed.txt          | missing: composed.txt",
      })
  void givenAManifestThatIsNotRight_thenTheMessageSaysWhy(String part, String bad, String message)
      throws IOException {
    String manifest = Exported.text(entries.get("manifest.json"));
    assertTrue(manifest.contains(part), manifest);
    entries.put("manifest.json", manifest.replace(part, bad).getBytes(StandardCharsets.UTF_8));
    assertRefused(message);
  }

  @Test
  void givenAManifestNestedWithoutEnd_thenRefused() throws IOException {
    entries.put("manifest.json", "[".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
    assertRefused("not JSON");
  }

  @Test
  void givenEntriesThatInflateWithoutEnd_thenTheyAreNotReadToTheirEnd() throws IOException {
    byte[] picture = entries.put("layer-1.png", new byte[8 << 20]);
    assertRefused("'layer-1.png' has more than 4194604 bytes");
    entries.put("layer-1.png", picture);
    entries.put("manifest.json", new byte[3 << 20]);
    assertRefused("'manifest.json' has more than 2097152 bytes");
  }

  @Test
  void givenALargerPictureThanToldOrNoneAtAll_thenRefusedWithItsName() throws IOException {
    entries.put("layer-2.png", PngWriter.encode(Pictures.rgb(1, 600, 5), Map.of()));
    assertRefused("image.zip!/layer-2.png");
    entries.put("layer-2.png", new byte[100]);
    assertRefused("image.zip!/layer-2.png");
  }

  @Test
  void givenATransparentBackdrop_thenRefused() throws IOException {
    entries.put("backdrop.png", entries.get("layer-1.png"));
    assertRefused("opaque");
  }

  @Test
  void givenTooManyEntriesOrPixels_thenRefused() throws IOException {
    PictureException error =
        assertThrows(PictureException.class, () -> reader.withMaxPixels(89).read(file));
    assertTrue(error.getMessage().contains("limit of 89"), error.getMessage());
    assertEquals(image, reader.withMaxPixels(90).read(file));
    for (int i = 0; i < 2200; i++) {
      entries.put("more/" + i, new byte[0]);
    }
    assertRefused("it has 2207 entries");
  }

  @Test
  void givenNoZipOrNoFile_thenRefused() throws IOException {
    Files.writeString(file, "no zip");
    assertOneSentence();
    Files.write(file, new byte[0]);
    assertOneSentence();
    Files.delete(file);
    assertTrue(assertOneSentence().contains("there is no such file"));
  }

  @Property(tries = 300)
  void givenOneDamagedByte_thenItIsReadAsItWasOrRefused(
      @ForAll @IntRange(min = 0, max = 4000) int index, @ForAll byte value) throws IOException {
    Path damaged = Files.createTempFile("damaged", ".zip");
    try {
      LayeredImage small = Exported.image(1, 3, 2, 1);
      LayerArchiveWriter.write(small, damaged, IfExists.REPLACE);
      byte[] bytes = Files.readAllBytes(damaged);
      bytes[index % bytes.length] = value;
      Files.write(damaged, bytes);
      try {
        assertEquals(small, LayerArchiveReader.standard().read(damaged));
      } catch (PictureException refused) {
        assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
      }
    } finally {
      Files.delete(damaged);
    }
  }

  private void assertRefused(String part) throws IOException {
    Exported.zip(entries, file);
    String message = assertOneSentence();
    assertTrue(message.contains(part), message);
  }

  private String assertOneSentence() {
    PictureException error = assertThrows(PictureException.class, () -> reader.read(file));
    assertTrue(error.getMessage().contains("image.zip"), error.getMessage());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    return error.getMessage();
  }
}
