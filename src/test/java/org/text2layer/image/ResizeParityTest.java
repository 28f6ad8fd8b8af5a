package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.parity.Fixture;

/** Against Pillow's own numbers: fixture "resize" has every definition and tolerance. */
class ResizeParityTest {
  private static final int WIDTH = 97;
  private static final int HEIGHT = 61;

  private final Fixture fixture = Fixture.load("resize");

  @ParameterizedTest
  @CsvSource({
    "bicubic,64,64", "lanczos,64,64", "bilinear,64,64", "box,64,64",
    "bicubic,32,48", "lanczos,32,48", "bilinear,32,48", "box,32,48",
  })
  void givenFloatPixels_whenResized_thenEqualPillowsModeF(String filter, int width, int height) {
    float[] actual = resampler(width, height, filter).resize(fixture.floats("in.image"), 3, 255);
    fixture.check("out.%s.%sx%s".formatted(filter, width, height), actual);
  }

  @Test
  void givenFloatPixels_whenResizedToInceptionsSize_thenEqualCleanFid() {
    float[] all = resampler(299, 299, "bicubic").resize(fixture.floats("in.image"), 3, 255);
    float[] every13th = new float[23 * 23 * 3];
    for (int i = 0; i < every13th.length; i++) {
      int x = i / 3 % 23 * 13;
      int y = i / 3 / 23 * 13;
      every13th[i] = all[(y * 299 + x) * 3 + i % 3];
    }
    fixture.check("out.clean299", every13th);
  }

  @ParameterizedTest
  @CsvSource({"64,64", "32,48"})
  void givenBytes_whenResized_thenEqualPillowsFixedPoint(int width, int height) {
    byte[] actual = resampler(width, height, "bicubic").resize(bytes("in.uint8"), 3);
    fixture.check("out.uint8.bicubic.%sx%s".formatted(width, height), floats(actual));
    assertEquals(
        0, differing("out.uint8.bicubic.%sx%s".formatted(width, height), actual), "exactly");
  }

  @Test
  void givenRgbImage_whenResized_thenItTakesTheFloatPathScaledToOne() {
    float[] scaled = fixture.floats("in.image");
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= 255;
    }
    float[] actual =
        RgbImage.of(WIDTH, HEIGHT, scaled).resized(32, 48, Resampling.LANCZOS).toArray();
    for (int i = 0; i < actual.length; i++) {
      actual[i] *= 255;
    }
    fixture.check("out.lanczos.32x48", actual);
  }

  @Test
  void everyOutputOfTheFixtureIsCheckedAbove() {
    Set<String> outputs = new TreeSet<>(fixture.names());
    outputs.removeIf(name -> !name.startsWith("out.") || name.matches(".*[a-z][.](64x64|32x48)"));
    assertEquals(Set.of("out.clean299"), outputs);
  }

  private static Resampler resampler(int width, int height, String filter) {
    Resampling resampling = Resampling.valueOf(filter.toUpperCase(Locale.ROOT));
    return Resampler.of(WIDTH, HEIGHT, width, height, resampling);
  }

  private byte[] bytes(String name) {
    float[] values = fixture.floats(name);
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (int) values[i];
    }
    return bytes;
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] & 0xff;
    }
    return values;
  }

  private int differing(String name, byte[] actual) {
    float[] expected = fixture.floats(name);
    int count = 0;
    for (int i = 0; i < expected.length; i++) {
      count += expected[i] == (actual[i] & 0xff) ? 0 : 1;
    }
    return count;
  }
}
