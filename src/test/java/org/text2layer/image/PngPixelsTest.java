package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.text2layer.image.format.PngFile;
import org.text2layer.image.format.UnreadableException;

/** The common kinds of PNG, which the project decodes itself, against ImageIO. */
class PngPixelsTest {
  private static final int FILTERS = 5;

  enum Colours {
    GREY(0, 1),
    RGB(2, 3),
    GREY_ALPHA(4, 2),
    RGB_ALPHA(6, 4);

    private final int type;
    private final int channels;

    Colours(int type, int channels) {
      this.type = type;
      this.channels = channels;
    }
  }

  @Property(tries = 500)
  void anyRowsWithAnyFiltersAreWhatImageIoReads(
      @ForAll long seed,
      @ForAll Colours colours,
      @ForAll("sizes") int width,
      @ForAll("sizes") int height)
      throws IOException {
    byte[] file = Encoded.png(width, height, 8, colours.type, rows(seed, colours, width, height));
    BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file));
    assertSamples(expected, read(file), colours);
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.integers().between(1, 20);
  }

  @Property(tries = 50)
  void dataInSeveralChunksIsOneStream(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int size) throws UnreadableException {
    byte[] file = Encoded.png(9, 7, 8, 2, rows(seed, Colours.RGB, 9, 7));
    List<PngFile.Chunk> chunks = new ArrayList<>();
    for (PngFile.Chunk chunk : PngFile.parse(file).chunks()) {
      if (chunk.type().equals("IDAT")) {
        for (int at = 0; at < chunk.data().length; at += size) {
          int end = Math.min(chunk.data().length, at + size);
          chunks.add(new PngFile.Chunk("IDAT", Arrays.copyOfRange(chunk.data(), at, end)));
        }
        chunks.add(new PngFile.Chunk("IDAT", new byte[0]));
      } else {
        chunks.add(chunk);
      }
    }
    assertEquals(read(file), read(new PngFile(chunks).toBytes()));
  }

  @Example
  void anUnknownFilterIsRefused() {
    byte[] file = Encoded.png(1, 2, 8, 0, new byte[] {0, 1, 5, 1});
    PictureException error = assertThrows(PictureException.class, () -> read(file));
    assertTrue(error.getMessage().contains("filter 5"), error.getMessage());
  }

  @Example
  void rowsThatAreMissingAreRefused() {
    byte[] file = Encoded.png(2, 2, 8, 0, new byte[] {0, 1, 2, 0, 3});
    PictureException error = assertThrows(PictureException.class, () -> read(file));
    assertTrue(error.getMessage().contains("before its last row"), error.getMessage());
  }

  private static byte[] rows(long seed, Colours colours, int width, int height) {
    Random random = new Random(seed);
    int stride = 1 + colours.channels * width;
    byte[] rows = new byte[stride * height];
    random.nextBytes(rows);
    for (int y = 0; y < height; y++) {
      rows[y * stride] = (byte) random.nextInt(FILTERS);
    }
    return rows;
  }

  private static RgbaImage read(byte[] file) {
    return PictureReader.standard().readRgba(new ByteArrayInputStream(file), "test.png");
  }

  private static void assertSamples(BufferedImage expected, RgbaImage actual, Colours colours) {
    int[] samples = new int[colours.channels];
    boolean alpha = colours.channels % 2 == 0;
    for (int y = 0; y < expected.getHeight(); y++) {
      for (int x = 0; x < expected.getWidth(); x++) {
        expected.getRaster().getPixel(x, y, samples);
        for (int channel = 0; channel < 3; channel++) {
          int sample = samples[colours.channels < 3 ? 0 : channel];
          assertEquals(sample / 255f, actual.colour().value(x, y, channel));
        }
        float opacity = alpha ? samples[colours.channels - 1] / 255f : 1;
        assertEquals(opacity, actual.alpha().value(x, y));
      }
    }
  }
}
