package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.image.format.PngFile;

/**
 * The level or colour that a PNG without alpha declares transparent (PNG specification, section
 * 11.3.1.1). Levels were read by Pillow 13.0.0, which finds the transparent ones at 1 and 8 bits
 * only: it compares scaled samples with the unscaled level.
 */
class PngTransparencyTest {
  @ParameterizedTest
  @CsvSource({
    "d1_i0_t1_1x1, 0, 0",
    "d1_i0_t1_3x9, 1, 110 110 011 100 101 100 101 111 010",
    "d1_i1_t1_1x1, 1, 1",
    "d1_i1_t1_3x9, 0, 010 100 101 000 001 010 001 101 111",
    "d2_i0_t1_1x1, 3, 3",
    "d2_i0_t1_3x9, 3, 301 311 100 300 013 101 210 001 022",
    "d2_i1_t1_1x1, 0, 0",
    "d2_i1_t1_3x9, 0, 030 331 021 033 021 033 000 333 201",
    "d4_i0_t1_1x1, c, c",
    "d4_i0_t1_3x9, 3, 3d5 001 1a2 82c dd3 7dc 0a0 a09 e6d",
    "d4_i1_t1_1x1, 7, 7",
    "d4_i1_t1_3x9, 0, 094 640 25c df4 e67 31c 5a8 761 beb",
  })
  void givenAGreyPngOfFewBits_thenSamplesOfItsTransparentLevelAreTransparentAndNoOthers(
      String name, char transparent, String rows) throws IOException {
    String levels = rows.replace(" ", "");
    RgbaImage picture;
    try (var stream = getClass().getResourceAsStream("input/png_ct0_" + name + ".png")) {
      picture = PictureReader.standard().readRgba(stream, name);
    }
    float largest = (1 << Character.digit(name.charAt(1), 10)) - 1;
    for (int i = 0; i < levels.length(); i++) {
      int x = i % picture.width();
      int y = i / picture.width();
      int level = Character.digit(levels.charAt(i), 16);
      assertEquals(level / largest, picture.colour().value(x, y, 2));
      assertEquals(levels.charAt(i) == transparent ? 0 : 1, picture.alpha().value(x, y));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0007, 0107", "2, 000700080009, 030700080009"})
  void givenASampleOf8Bits_thenTheUpperBitsOfTheTransparentLevelDoNotCount(
      int colourType, String exact, String withUpperBits) {
    byte[] row = {0, 7, 8, 9, 7, 8, 8};
    int width = colourType == 0 ? 6 : 2;
    float[] expected = colourType == 0 ? new float[] {0, 1, 1, 0, 1, 1} : new float[] {0, 1};
    for (String level : new String[] {exact, withUpperBits}) {
      RgbaImage picture = read(Encoded.png(width, 1, 8, colourType, row, transparency(level)));
      assertArrayEquals(expected, picture.alpha().toArray());
      assertEquals(7 / 255f, picture.colour().value(0, 0, 0));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0102, '0,1,1,1,1,1'", "2, 010203040506, '0,1'"})
  void givenSamplesOf16Bits_thenAllOfThemAreCompared(
      int colourType, String level, String alphaOfPixels) {
    byte[] row = {0, 1, 2, 3, 4, 5, 6, 1, 3, 3, 4, 5, 6};
    String[] expected = alphaOfPixels.split(",");
    RgbaImage picture =
        read(Encoded.png(expected.length, 1, 16, colourType, row, transparency(level)));
    for (int x = 0; x < expected.length; x++) {
      assertEquals(Float.parseFloat(expected[x]), picture.alpha().value(x, 0));
    }
    assertEquals(0x0102 / 65535f, picture.colour().value(0, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void givenAPaletteOfAnyDepth_thenAlphaIsThatOfItsEntriesAndOpaqueBeyondTheList(int depth) {
    PngFile.Chunk palette = new PngFile.Chunk("PLTE", new byte[] {10, 20, 30, 40, 50, 60});
    byte[] row = {0, (byte) (1 << 8 - 2 * Math.min(depth, 4)), 0};
    if (depth == 8) {
      row = new byte[] {0, 0, 1};
    }
    RgbaImage one = read(Encoded.png(2, 1, depth, 3, row, palette, transparency("33")));
    assertArrayEquals(new float[] {0.2f, 1}, one.alpha().toArray());
    assertEquals(40 / 255f, one.colour().value(1, 0, 0));
    RgbaImage tooMany = read(Encoded.png(2, 1, depth, 3, row, palette, transparency("330809")));
    assertArrayEquals(new float[] {0.2f, 8 / 255f}, tooMany.alpha().toArray());
  }

  @ParameterizedTest
  @CsvSource({"4, 8, 2", "6, 8, 4", "4, 16, 4", "6, 16, 8"})
  void givenAPngWithAlpha_thenATransparentColourBesideIsIgnored(
      int colourType, int depth, int bytes) {
    byte[] row = new byte[1 + bytes];
    row[bytes] = 51;
    byte[] plain = Encoded.png(1, 1, depth, colourType, row);
    String level = colourType == 4 ? "0000" : "000000000000";
    assertEquals(read(plain), read(Encoded.png(1, 1, depth, colourType, row, transparency(level))));
  }

  @Test
  void givenAnRgbaPngWithATransparentColour_thenItsPixelsArePillows() throws IOException {
    float[] colours = {59, 149, 205, 81, 58, 147, 58, 217, 15, 96, 148, 141};
    float[] alpha = {22, 209, 155, 10};
    try (var stream = getClass().getResourceAsStream("input/png_rgba_trns.png")) {
      RgbaImage picture = PictureReader.standard().readRgba(stream, "png_rgba_trns.png");
      assertArrayEquals(colours, scaled(picture.colour().toArray()), 1e-4f);
      assertArrayEquals(alpha, scaled(picture.alpha().toArray()), 1e-4f);
    }
  }

  private static float[] scaled(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= 255;
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"0, 07", "2, 0007"})
  void givenATransparentLevelThatIsCutOff_thenThePictureIsRefused(int colourType, String level) {
    byte[] png = Encoded.png(1, 1, 8, colourType, new byte[] {0, 7, 7, 7}, transparency(level));
    PictureException error = assertThrows(PictureException.class, () -> read(png));
    assertTrue(error.getMessage().contains("transparent colour is cut off"), error.getMessage());
  }

  private static PngFile.Chunk transparency(String hex) {
    return new PngFile.Chunk("tRNS", HexFormat.of().parseHex(hex));
  }

  private static RgbaImage read(byte[] png) {
    return PictureReader.standard().readRgba(new ByteArrayInputStream(png), "test.png");
  }
}
