package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.text2layer.diffusion.PictureNoise;

class ReducedPictureTest {
  private static RgbImage noise(int width, int height) {
    float[] values = PictureNoise.of(7).gaussian(width * height * 3);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.round(Math.min(1, Math.max(0, 0.5f + 0.2f * values[i])) * 255) / 255f;
    }
    return RgbImage.of(width, height, values);
  }

  private static RgbaImage read(Picture picture, int leastSide) {
    byte[] png = PngWriter.encode(picture, Map.of());
    PictureReader.Reduced read =
        PictureReader.standard().readReduced(new ByteArrayInputStream(png), "picture", leastSide);
    assertEquals(picture.width(), read.width());
    assertEquals(picture.height(), read.height());
    return read.picture();
  }

  /** The box filter of Pillow's resize, where the boxes divide the picture. */
  @Property(tries = 30)
  void givenSidesThatDivide_thenEachPixelIsTheMeanOfItsBox(
      @ForAll @IntRange(min = 2, max = 5) int factor) {
    RgbImage picture = noise(12 * factor, 10 * factor);
    float[] expected = picture.resized(12, 10, Resampling.BOX).toArray();
    assertArrayEquals(expected, read(picture, 10).colour().toArray(), 1e-6f);
  }

  @Test
  void givenAPictureOfLessThanTwiceTheSide_thenItComesAsItIs() {
    RgbImage picture = noise(39, 19);
    assertEquals(picture, read(picture, 10).colour());
  }

  @Test
  void givenSidesThatDoNotDivide_thenTheLastBoxesAreSmaller() {
    RgbaImage reduced = read(RgbImage.filled(25, 21, 1, 0, 0), 10);
    assertEquals(13, reduced.width());
    assertEquals(11, reduced.height());
    assertEquals(1, reduced.colour().value(12, 10, 0), 1e-6);
    assertEquals(1, reduced.alpha().value(12, 10), 1e-6);
  }

  @Test
  void givenTransparentPixels_thenTheirColoursDoNotBleedIn() {
    float[] alpha = new float[400];
    float[] rgb = new float[1200];
    for (int i = 0; i < 400; i++) {
      alpha[i] = i % 2;
      rgb[3 * i] = i % 2; // red where it is opaque, black where it is not
    }
    RgbaImage striped = RgbaImage.of(RgbImage.of(20, 20, rgb), Mask.of(20, 20, alpha));
    RgbaImage reduced = read(striped, 10);
    assertEquals(1, reduced.colour().value(3, 3, 0), 1e-6);
    assertEquals(0.5, reduced.alpha().value(3, 3), 1e-6);
  }
}
