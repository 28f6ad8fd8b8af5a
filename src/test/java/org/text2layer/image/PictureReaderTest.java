package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.image.format.PngFile;

class PictureReaderTest {
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;

  private final PictureReader reader = PictureReader.standard();
  @TempDir private Path folder;

  @Test
  void givenA16BitPng_thenItsValuesAreScaledBy65535() {
    byte[] row = {0, 0x12, 0x34, (byte) 0x80, 0, (byte) 0xff, (byte) 0xff};
    assertArrayEquals(
        new float[] {0x1234 / 65535f, 0x8000 / 65535f, 1},
        read(Encoded.png(1, 1, 16, RGB, row)).colour().toArray());
    byte[] grey = {0, 0x12, 0x34};
    assertEquals(0x1234 / 65535f, read(Encoded.png(1, 1, 16, GREY, grey)).colour().value(0, 0, 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 0x40, 0, 1", "2, 0x60, 0.33333334, 0.6666667", "4, 0x3c, 0.2, 0.8", "8,0x80,,"})
  void givenAGreyPngOfAnyDepth_thenItsLevelsAreEvenAndNotLinearised(
      int depth, String firstByte, Float first, Float second) {
    byte[] row = {0, Integer.decode(firstByte).byteValue(), 0x33};
    float[] colour = read(Encoded.png(2, 1, depth, GREY, row)).colour().toArray();
    assertEquals(first == null ? 128 / 255f : first, colour[0]);
    assertEquals(second == null ? 0x33 / 255f : second, colour[3]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void givenAGreyPngOfAnyDepth_whenReadAsMask_thenItIsThatOfThePicture(int depth) {
    byte[] row = {0, 0x5a, 0x33, (byte) 0xc8, 0x71};
    byte[] png = Encoded.png(2, 1, depth, GREY, row);
    Mask expected = Mask.from(read(png).colour());
    assertEquals(expected, reader.readMask(new ByteArrayInputStream(png), "it"));
  }

  @Test
  void givenAColouredOrTransparentPicture_whenReadAsMask_thenTheMessageNamesItAndThePixel() {
    byte[] coloured = Encoded.png(2, 1, 8, RGB, new byte[] {0, 9, 9, 9, 9, 8, 9});
    PictureException error =
        assertThrows(
            PictureException.class,
            () -> reader.readMask(new ByteArrayInputStream(coloured), "cat.mask.png"));
    assertTrue(error.getMessage().startsWith("cat.mask.png: "), error.getMessage());
    assertTrue(error.getMessage().contains("pixel (1, 0) is coloured"), error.getMessage());
    byte[] transparent = Encoded.png(1, 1, 8, 4, new byte[] {0, 9, 100});
    error =
        assertThrows(
            PictureException.class,
            () -> reader.readMask(new ByteArrayInputStream(transparent), "cat.mask.png"));
    assertTrue(error.getMessage().contains("alpha 0.392"), error.getMessage());
  }

  @Test
  void givenAPalettePngWithTransparency_thenColoursAndAlphaComeFromIt() {
    byte[] colours = {10, 20, 30, (byte) 200, (byte) 210, (byte) 220};
    byte[] png =
        Encoded.png(
            2,
            1,
            1,
            PALETTE,
            new byte[] {0, 0x40},
            new PngFile.Chunk("PLTE", colours),
            new PngFile.Chunk("tRNS", new byte[] {51}));
    RgbaImage picture = read(png);
    assertArrayEquals(
        new float[] {10 / 255f, 20 / 255f, 30 / 255f, 200 / 255f, 210 / 255f, 220 / 255f},
        picture.colour().toArray());
    assertArrayEquals(new float[] {0.2f, 1}, picture.alpha().toArray());
  }

  @Test
  void givenAJpegThatDoesNotDeclareItsColourSpace_thenItIsYCbCrAsForPillow() {
    // Made by Pillow from one colour, without chroma subsampling, and its JFIF segment removed.
    byte[] jpeg =
        Base64.getDecoder()
            .decode(
                "/9j/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUV"
                    + "DA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
                    + "FBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAIAAgDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAA"
                    + "AAAAAAAAB//EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAADCP/EABQR"
                    + "AQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/ACQSy3//2Q==");
    assertOneColour(jpeg);
    for (int i = 0; i < jpeg.length - 1; i++) { // components 0, 1, 2 instead of 1, 2, 3
      boolean frame = jpeg[i] == -1 && jpeg[i + 1] == (byte) 0xc0;
      boolean scan = jpeg[i] == -1 && jpeg[i + 1] == (byte) 0xda;
      for (int component = 0; component < 3 && (frame || scan); component++) {
        jpeg[i + (frame ? 10 + 3 * component : 5 + 2 * component)] = (byte) component;
      }
    }
    assertOneColour(jpeg);
  }

  private void assertOneColour(byte[] jpeg) {
    assertArrayEquals(
        RgbImage.filled(8, 8, 201 / 255f, 40 / 255f, 90 / 255f).toArray(),
        read(jpeg).colour().toArray(),
        1.01f / 255);
  }

  @Test
  void givenTransparency_whenReadAsOpaque_thenTheMessagePointsToReadRgba() {
    byte[] png = PngWriter.encode(Pictures.rgba(1, 3, 2), Map.of());
    PictureException error =
        assertThrows(
            PictureException.class, () -> reader.read(new ByteArrayInputStream(png), "cut.png"));
    assertTrue(error.getMessage().contains("cut.png to be opaque"), error.getMessage());
    assertTrue(error.getMessage().contains("readRgba"), error.getMessage());
  }

  @Test
  void givenALimit_thenAPictureOfThatSizeIsReadAndOneMorePixelIsNot() {
    byte[] png = PngWriter.encode(Pictures.rgb(1, 6, 5), Map.of());
    InputStream fits = new ByteArrayInputStream(png);
    assertEquals(6, reader.withMaxPixels(30).read(fits, "fits").width());
    assertRefused(reader.withMaxPixels(29), png, "6x5 pixels, more than the limit of 29");
    assertThrows(IllegalArgumentException.class, () -> reader.withMaxPixels(0));
    assertEquals(
        6, new PictureReader(30, png.length).read(new ByteArrayInputStream(png), "fits").width());
    assertRefused(new PictureReader(30, png.length - 1), png, "more than " + (png.length - 1));
  }

  @Test
  void givenNoFileAFolderOrAStreamThatFails_thenTheMessageNamesIt() {
    for (Path path : new Path[] {folder, folder.resolve("nothing.png")}) {
      PictureException error = assertThrows(PictureException.class, () -> reader.read(path));
      assertTrue(error.getMessage().contains(path + " but there is no"), error.getMessage());
    }
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("cable pulled");
          }
        };
    PictureException error =
        assertThrows(PictureException.class, () -> reader.read(broken, "camera"));
    assertTrue(error.getMessage().contains("camera"), error.getMessage());
    assertTrue(error.getMessage().contains("cable pulled"), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GIF89a|a GIF",
        "BM1234|a BMP",
        "II*\0abcd|a TIFF",
        "|is empty",
        "\0\0\0\u001cftypavif|an AVIF",
        "<?xml version='1.0'?><svg|it is an SVG: convert it to PNG",
        "hello!|68 65 6c 6c 6f 21",
        "<html>|it is a web page: fetch it again",
        "\u00ef\u00bb\u00bf\r\n <!DOCTYPE HTML PUBLIC|it is a web page: fetch it again",
        "<?xml version='1.0'?><Error>|it is XML, as servers refuse with: fetch it again",
        "<?xml version='1.0'?><!DOCTYPE html|it is a web page: fetch it again",
        "version https://git-lfs.github.com/spec/v1|it is a Git LFS pointer: run git lfs pull",
        "/annex/objects/SHA256E-s1--2.jpg|it is a git-annex pointer: run git annex get"
      })
  void givenAnotherFormat_thenTheMessageSaysWhichAndWhatToDo(String startAndMessage) {
    String[] parts = startAndMessage.split("[|]");
    assertRefused(reader, parts[0].getBytes(StandardCharsets.ISO_8859_1), parts[1]);
  }

  @Test
  void givenAWebPageSavedAsAPicture_thenTheMessageSaysToFetchItAgain() throws IOException {
    try (InputStream page = getClass().getResourceAsStream("input/html.jpg")) {
      assertRefused(reader, page.readAllBytes(), "it is a web page: fetch it again");
    }
  }

  @Test
  void givenAnAnimation_thenOneFrameIsAskedFor() {
    byte[] apng =
        Encoded.png(1, 1, 8, GREY, new byte[] {0, 9}, new PngFile.Chunk("acTL", new byte[8]));
    assertRefused(reader, apng, "animated PNG: save one frame");
    ByteBuffer webp = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    webp.put("RIFF\26\0\0\0WEBPVP8X\12\0\0\0\2".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(reader, webp.array(), "animated WebP: save one frame");
  }

  @Test
  void givenAJpegWithFourComponents_thenRgbIsAskedFor() {
    byte[] jpeg = Encoded.jpeg(Pictures.rgb(1, 8, 8).toBufferedImage());
    byte[] frame = {8, 0, 8, 0, 8, 4, 1, 17, 0, 2, 17, 0, 3, 17, 0, 4, 17, 0};
    assertRefused(reader, Encoded.withSegment(jpeg, 0xc0, frame), "CMYK JPEG: convert it to RGB");
    frame[5] = 3;
    assertRefused(reader, Encoded.withSegment(jpeg, 0xc3, frame), "a rare kind (frame c3");
  }

  private RgbaImage read(byte[] bytes) {
    return reader.readRgba(new ByteArrayInputStream(bytes), "test");
  }

  private static void assertRefused(PictureReader reader, byte[] bytes, String part) {
    PictureException error =
        assertThrows(
            PictureException.class,
            () -> reader.readRgba(new ByteArrayInputStream(bytes), "strange.bin"));
    assertTrue(error.getMessage().contains("strange.bin"), error.getMessage());
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
