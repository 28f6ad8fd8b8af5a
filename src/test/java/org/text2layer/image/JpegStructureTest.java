package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cameras and editors leave between the segments of a JPEG, as libjpeg and Pillow read it. */
class JpegStructureTest {
  private static final byte[] PLAIN = Encoded.jpeg(Pictures.rgb(1, 40, 24).toBufferedImage());

  @ParameterizedTest
  @ValueSource(strings = {"jpg_extraneous1.jpg", "jpg_noeoi_pad0.jpg"})
  void givenAFileThatPillowReads_thenItsFirstPixelsAreThose(String name) throws IOException {
    int[][] expected = {{0, 2, 2}, {0, 1, 3}, {7, 1, 5}, {12, 0, 6}};
    try (var stream = getClass().getResourceAsStream("input/" + name)) {
      RgbImage picture = PictureReader.standard().read(stream, name);
      assertEquals("RgbImage 56x40", picture.toString());
      for (int i = 0; i < 3 * expected.length; i++) {
        float level = expected[i / 3][i % 3] / 255f;
        assertEquals(level, picture.value(i / 3, 0, i % 3), 2.01f / 255); // another inverse DCT
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fill bytes, ffffffffff",
    "a zero, 00",
    "several bytes, 0102030405",
    "stuffing, ff00",
    "a restart, ffd3",
    "a temporary marker, ff01",
    "an empty segment, ffe90002",
    "a segment of 1 byte, ffe9000341",
    "a segment of 3 bytes, ffe90005414243",
    "an empty comment, fffe0002",
  })
  void givenSomethingBetweenSegments_thenThePixelsAreTheSame(String what, String hex) {
    // After the first segment, since a JPEG is known by its first three bytes.
    int at = 4 + (PLAIN[5] & 0xff);
    assertEquals(read(PLAIN), read(with(HexFormat.of().parseHex(hex), at)), what);
  }

  @Test
  void givenFillBytesOrZerosBeforeTheEndMarker_thenThePixelsAreTheSame() {
    assertEquals(read(PLAIN), read(with(new byte[] {-1, -1, -1}, PLAIN.length - 2)));
    assertEquals(read(PLAIN), read(with(new byte[50], PLAIN.length - 2)));
  }

  @Test
  void givenZerosForTheEndMarker_thenItIsReadIfNoPixelIsMissing() {
    assertEquals(read(PLAIN), read(endedBy(2, 4)));
    assertEquals(read(PLAIN), read(endedBy(2, 5000)));
    assertRefused(endedBy(2, 3), "no end marker");
    assertRefused(endedBy(200, 1000), "premature end");
    assertRefused(endedBy(2, 0), "");
  }

  @Test
  void givenBytesAfterTheEndMarker_thenTheyAreIgnored() {
    assertEquals(read(PLAIN), read(with(PLAIN, PLAIN.length)));
  }

  private static byte[] with(byte[] more, int at) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(PLAIN, 0, at);
    out.writeBytes(more);
    out.write(PLAIN, at, PLAIN.length - at);
    return out.toByteArray();
  }

  private static byte[] endedBy(int cut, int zeros) {
    return Arrays.copyOf(Arrays.copyOf(PLAIN, PLAIN.length - cut), PLAIN.length - cut + zeros);
  }

  private static void assertRefused(byte[] jpeg, String part) {
    PictureException error = assertThrows(PictureException.class, () -> read(jpeg));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  private static RgbImage read(byte[] jpeg) {
    return PictureReader.standard().read(new ByteArrayInputStream(jpeg), "test.jpg");
  }
}
