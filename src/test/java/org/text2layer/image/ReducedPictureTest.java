package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
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
  void givenAGreyPicture_thenAllThreeColoursAreItsMean() {
    float[] levels = new float[20 * 20];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = i % 20 < 10 ? (i % 2) : 0.2f;
    }
    RgbaImage reduced = read(Mask.of(20, 20, levels), 10);
    for (int channel = 0; channel < 3; channel++) {
      assertEquals(0.5, reduced.colour().value(2, 2, channel), 1e-6);
      assertEquals(0.2, reduced.colour().value(7, 2, channel), 1e-6);
    }
  }

  /** Whose decoder gives blue first. */
  @Test
  void givenAJpeg_thenItsColoursStayInTheirPlaces() throws IOException {
    BufferedImage orange = new BufferedImage(40, 40, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 1600; i++) {
      orange.setRGB(i % 40, i / 40, 0xff8000);
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(orange, "jpeg", jpeg);
    RgbImage reduced =
        PictureReader.standard()
            .readReduced(new ByteArrayInputStream(jpeg.toByteArray()), "orange", 10)
            .picture()
            .colour();
    assertEquals(1, reduced.value(5, 5, 0), 0.02);
    assertEquals(0.5, reduced.value(5, 5, 1), 0.02);
    assertEquals(0, reduced.value(5, 5, 2), 0.02);
  }

  @Test
  void givenAPictureOfLessThanTwiceTheSide_thenItComesAsItIs() {
    RgbImage picture = noise(39, 19);
    assertEquals(picture, read(picture, 10).colour());
  }

  /** Twelve boxes of nine columns and a thirteenth of one would move the right end by seven. */
  @Test
  void givenSidesThatDoNotDivide_thenNothingMoves() {
    int width = 109;
    float[] ramp = new float[3 * width * 90];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i / 3 % width / (float) width;
    }
    RgbaImage reduced = read(RgbImage.of(width, 90, ramp), 10);
    assertEquals(12, reduced.width());
    assertEquals(10, reduced.height());
    for (int x = 0; x < 12; x++) {
      double centre = (x + 0.5) / 12 - 0.5 / width;
      assertEquals(centre, reduced.colour().value(x, 5, 0), 1.0 / width, "column " + x);
    }
    assertEquals(1, reduced.alpha().value(11, 9), 1e-6);
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
