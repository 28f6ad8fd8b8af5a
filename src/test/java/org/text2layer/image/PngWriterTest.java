package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.image.format.PngFile;
import org.text2layer.image.format.PngText;
import org.text2layer.image.format.UnreadableException;

class PngWriterTest {
  private static final Map<String, String> CAPTION =
      Map.of("caption", "ein roter Apfel 🍎 auf dem Tisch — 赤いりんご\nzweite Zeile");

  private final PictureReader reader = PictureReader.standard();
  @TempDir private Path folder;

  @Test
  void givenEveryKindOfPicture_whenWrittenAndRead_thenPixelsAndTextAreTheSame() {
    RgbaImage cutOut = Pictures.rgba(1, 13, 7);
    Path file = folder.resolve("picture.png");
    PngWriter.write(cutOut, CAPTION, file);
    assertEquals(cutOut, reader.readRgba(file));
    assertEquals(CAPTION, reader.text(file));
    PngWriter.write(cutOut.colour(), Map.of(), file, IfExists.REPLACE);
    assertEquals(cutOut.colour(), reader.read(file));
    assertEquals(Map.of(), reader.text(file));
    PngWriter.write(cutOut.alpha(), CAPTION, file, IfExists.REPLACE);
    assertEquals(cutOut.alpha().toArray()[5], reader.read(file).value(5, 0, 2));
    PngWriter.write(cutOut.toBufferedImage(), CAPTION, file, IfExists.REPLACE);
    assertEquals(cutOut, reader.readRgba(file));
  }

  @Test
  void givenALayeredImage_whenWritten_thenTheFileShowsItComposedAndTellsItsProvenanceInOrder() {
    Map<String, String> provenance = new LinkedHashMap<>();
    List.of("sampler", "caption", "seed").forEach(key -> provenance.put(key, "the " + key));
    RgbImage red = RgbImage.filled(4, 3, 1, 0, 0);
    Mask left = Mask.of(4, 3, new float[] {1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0});
    LayeredImage image =
        LayeredImage.twoLayer(red, Pictures.rgb(1, 4, 3), left).withProvenance(provenance);
    Path file = folder.resolve("composed.png");
    PngWriter.write(image, file);
    assertEquals(image.composed(), reader.read(file));
    assertEquals(
        new ArrayList<>(provenance.entrySet()), new ArrayList<>(reader.text(file).entrySet()));
  }

  @Test
  void givenTheEncodedBytes_whenReadByTheJdkAlone_thenItAgrees() throws IOException {
    RgbImage picture = Pictures.rgb(1, 5, 4);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngWriter.encode(picture, CAPTION)));
    assertEquals(picture, RgbImage.from(read));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " caption", "caption ", "two  blanks", "tab\t", "りんご", "\u00a0"})
  void givenAKeyThatPngForbids_thenRefusedAndNothingWritten(String key) {
    assertRefused(key, "fine", "'" + key + "'");
    assertRefused("k".repeat(80), "fine", "1 to 79");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "half \ud83c of a pair"})
  void givenATextThatPngForbids_thenRefusedAndNothingWritten(String text) {
    assertRefused("caption", text, "'caption'");
  }

  private void assertRefused(String key, String text, String part) {
    Path file = folder.resolve("refused.png");
    RgbImage picture = Pictures.rgb(1, 2, 2);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> PngWriter.write(picture, Map.of(key, text), file));
    assertTrue(error.getMessage().contains(part), error.getMessage());
    assertTrue(Files.notExists(file));
  }

  @Test
  void givenAWriteThatFails_thenTheOldFileStaysAndNothingIsLeftBeside() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("taken.png/inside"));
    Path missing = folder.resolve("no such folder/picture.png");
    RgbImage picture = Pictures.rgb(1, 2, 2);
    for (Path target : List.of(occupied.getParent(), missing)) {
      PictureException error =
          assertThrows(
              PictureException.class,
              () -> PngWriter.write(picture, Map.of(), target, IfExists.REPLACE));
      assertTrue(error.getMessage().contains(target.toString()), error.getMessage());
    }
    assertTrue(Files.exists(occupied));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(occupied.getParent()), files.toList());
    }
  }

  @Test
  void givenTextsOfOtherPrograms_whenRead_thenAllThreeKindsAreUnderstood()
      throws UnreadableException {
    byte[] value = "größe".getBytes(StandardCharsets.UTF_8);
    byte[] latin = "größe".getBytes(StandardCharsets.ISO_8859_1);
    byte[] png =
        with(
            new PngFile.Chunk("tEXt", join("a\0", latin)),
            new PngFile.Chunk("zTXt", join("b\0\0", deflate(latin))),
            new PngFile.Chunk("iTXt", join("c\0\1\0de\0Gr\0", deflate(value))));
    assertEquals(Map.of("a", "größe", "b", "größe", "c", "größe"), PngFile.parse(png).text());
  }

  @Test
  void givenATextThatInflatesWithoutEnd_whenRead_thenRefusedAndThePixelsStillRead()
      throws IOException {
    byte[] bomb = deflate(new byte[PngText.MAX_CHARACTERS + 1]);
    Path file = folder.resolve("bomb.png");
    Files.write(file, with(new PngFile.Chunk("zTXt", join("bomb\0\0", bomb))));
    PictureException error = assertThrows(PictureException.class, () -> reader.text(file));
    assertTrue(error.getMessage().contains("1048576"), error.getMessage());
    assertEquals(Pictures.rgb(1, 2, 2), reader.read(file));
  }

  @Test
  void givenManyTextsThatAreTooLongTogether_whenRead_thenRefused() throws IOException {
    byte[] half = new byte[PngText.MAX_CHARACTERS / 2 + 1];
    Path file = folder.resolve("two.png");
    Files.write(
        file,
        with(
            new PngFile.Chunk("tEXt", join("a\0", half)),
            new PngFile.Chunk("tEXt", join("b\0", half))));
    assertThrows(PictureException.class, () -> reader.text(file));
  }

  private static byte[] with(PngFile.Chunk... texts) {
    try {
      byte[] plain = PngWriter.encode(Pictures.rgb(1, 2, 2), Map.of());
      List<PngFile.Chunk> chunks = new ArrayList<>(PngFile.parse(plain).chunks());
      chunks.addAll(1, List.of(texts));
      return new PngFile(chunks).toBytes();
    } catch (UnreadableException error) {
      throw new AssertionError(error);
    }
  }

  private static byte[] join(String start, byte[] end) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(start.getBytes(StandardCharsets.ISO_8859_1));
    joined.writeBytes(end);
    return joined.toByteArray();
  }

  private static byte[] deflate(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    } catch (IOException error) {
      throw new AssertionError(error);
    }
    return out.toByteArray();
  }
}
