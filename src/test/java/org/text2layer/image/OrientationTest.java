package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.image.format.PngFile;
import org.text2layer.image.format.UnreadableException;

/**
 * Pictures are turned as EXIF says, in all three formats. Expected pixels are those of Pillow
 * 13.0.0's {@code ImageOps.exif_transpose}.
 */
class OrientationTest {
  /** 2x3 pixels whose red is 0, 40, ... 200, lossless, with orientation 6: by Pillow. */
  private static final String WEBP =
      "524946466000000057454250565038580a000000080000000100000200005650384c1f0000002f018000002f001084"
          + "ff6d138372ecfff94f961008a42185586639a2ffa10100455849461a0000004d4d002a00000008000101120004"
          + "000000010000000600000000";

  @ParameterizedTest
  @CsvSource({
    "1, 0 1 2 3 4 5",
    "2, 1 0 3 2 5 4",
    "3, 5 4 3 2 1 0",
    "4, 4 5 2 3 0 1",
    "5, 0 2 4 1 3 5",
    "6, 4 2 0 5 3 1",
    "7, 5 3 1 4 2 0",
    "8, 1 3 5 0 2 4",
    "9, 0 1 2 3 4 5",
  })
  void givenAJpegWithExifOrientation_thenItIsTurnedUpright(int orientation, String order) {
    // Six blocks of 16x16 in two columns and three rows, from dark to bright.
    BufferedImage stored = new BufferedImage(32, 48, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 32 * 48; i++) {
      stored.getRaster().setSample(i % 32, i / 32, 0, 40 * (i / 32 / 16 * 2 + i % 32 / 16));
    }
    byte[] jpeg = Encoded.withSegment(Encoded.jpeg(stored), 0xe1, exif("II", 3, orientation));
    RgbImage upright = read(jpeg).colour();
    StringBuilder blocks = new StringBuilder();
    for (int y = 8; y < upright.height(); y += 16) {
      for (int x = 8; x < upright.width(); x += 16) {
        blocks.append(' ').append(Math.round(upright.value(x, y, 0) * 255 / 40));
      }
    }
    assertEquals(order, blocks.substring(1));
    boolean turned = orientation >= 5 && orientation <= 8;
    assertEquals(turned ? "RgbImage 48x32" : "RgbImage 32x48", upright.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "png_exif6.png, 6, 5, '135,184,172,186,157,201,1,141,242,63,16,159,240,184,153,158,160,12'",
    "jpg_exif6_long_be.jpg, 40, 56, '5,232,81,2,226,78,2,221,77,2,215,75'",
    "jpg_two_exif.jpg, 40, 56, '5,232,81,2,226,78,2,221,77,2,215,75'",
  })
  void givenAFileThatPillowTurns_thenItsSizeAndFirstPixelsAreThose(
      String name, int width, int height, String firstRow) throws IOException {
    RgbImage picture;
    try (var stream = getClass().getResourceAsStream("input/" + name)) {
      picture = PictureReader.standard().read(stream, name);
    }
    assertEquals("RgbImage %sx%s".formatted(width, height), picture.toString());
    String[] expected = firstRow.split(",");
    for (int i = 0; i < expected.length; i++) {
      float level = Integer.parseInt(expected[i]) / 255f;
      float tolerance = name.endsWith(".jpg") ? 2.01f / 255 : 0; // another inverse DCT
      assertEquals(level, picture.value(i / 3, 0, i % 3), tolerance);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "II, 3, true",
    "MM, 3, true",
    "II, 4, true",
    "MM, 4, true",
    "II, 6, true",
    "MM, 8, true",
    "II, 9, true",
    "MM, 9, true",
    "II, 1, false",
    "MM, 2, false",
    "II, 12, false",
  })
  void givenAnyByteOrderAndType_thenWholeNumbersTurnThePictureAndNothingElse(
      String order, int type, boolean turned) {
    byte[] exif = exif(order, type, 6);
    byte[] bare = Arrays.copyOfRange(exif, 6, exif.length);
    for (byte[] block : new byte[][] {exif, bare}) {
      byte[] png = Encoded.png(2, 1, 8, 0, new byte[] {0, 1, 2}, new PngFile.Chunk("eXIf", block));
      assertEquals(turned ? "RgbaImage 1x2" : "RgbaImage 2x1", read(png).toString());
    }
    byte[] jpeg = Encoded.withSegment(jpeg(), 0xe1, exif);
    assertEquals(turned ? "RgbaImage 8x16" : "RgbaImage 16x8", read(jpeg).toString());
  }

  @Test
  void givenAPngWithExifAfterItsPixels_thenItIsTurned() throws UnreadableException {
    List<PngFile.Chunk> chunks =
        new ArrayList<>(PngFile.parse(Encoded.png(2, 1, 8, 0, new byte[] {0, 51, 102})).chunks());
    chunks.add(2, new PngFile.Chunk("eXIf", exif("MM", 3, 3)));
    RgbaImage picture = read(new PngFile(chunks).toBytes());
    assertArrayEquals(new float[] {0.4f, 0.4f, 0.4f, 0.2f, 0.2f, 0.2f}, picture.colour().toArray());
  }

  @Test
  void givenAPngWithATransparentLevelAndExif_thenAlphaIsTurnedToo() {
    byte[] png =
        Encoded.png(
            2,
            1,
            8,
            0,
            new byte[] {0, 1, 2},
            new PngFile.Chunk("tRNS", new byte[] {0, 1}),
            new PngFile.Chunk("eXIf", exif("II", 3, 8)));
    assertArrayEquals(new float[] {1, 0}, read(png).alpha().toArray());
  }

  @Test
  void givenAWebPWithExif_thenItIsTurnedIfItsHeaderPromisesIt() {
    byte[] webp = HexFormat.of().parseHex(WEBP);
    RgbaImage turned = read(webp);
    assertEquals("RgbaImage 3x2", turned.toString());
    int[] red = {160, 80, 0, 200, 120, 40};
    for (int i = 0; i < red.length; i++) {
      assertEquals(red[i] / 255f, turned.colour().value(i % 3, i / 3, 0));
    }
    webp[20] = 0;
    assertEquals("RgbaImage 2x3", read(webp).toString());
  }

  @Test
  void givenAnExifBlockCutAtAnyLength_thenThePictureIsRead() {
    byte[] exif = exif("MM", 4, 6);
    for (int length = 0; length < exif.length; length++) {
      read(Encoded.withSegment(jpeg(), 0xe1, Arrays.copyOf(exif, length)));
    }
  }

  private static byte[] jpeg() {
    return Encoded.jpeg(new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY));
  }

  /**
   * A width and an orientation; a value of a type shorter than 4 bytes stands at their beginning.
   */
  private static byte[] exif(String order, int type, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 2 * 12 + 4);
    exif.put(("Exif\0\0" + order).getBytes(StandardCharsets.ISO_8859_1));
    exif.order(order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    exif.putShort((short) 42).putInt(8).putShort((short) 2);
    exif.putShort((short) 0x0100).putShort((short) 3).putInt(1).putInt(4);
    exif.putShort((short) 0x0112).putShort((short) type).putInt(1);
    switch (type) {
      case 3, 8 -> exif.putShort((short) orientation);
      case 4, 9 -> exif.putInt(orientation);
      default -> exif.put((byte) orientation);
    }
    return exif.array();
  }

  private static RgbaImage read(byte[] bytes) {
    return PictureReader.standard().readRgba(new ByteArrayInputStream(bytes), "test");
  }
}
