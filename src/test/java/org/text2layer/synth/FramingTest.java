package org.text2layer.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.text2layer.data.Cropping;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.synth.LayerSynthesizer.DetectedObject;

class FramingTest {
  private static final int SIZE = 64;

  @Test
  void givenAnObjectAtTheSide_whenTheMiddleIsTakenThenItIsLost_andAroundTheObjectItIsWhole() {
    RgbImage wide = withObject(192, 108, 150, 30, 38, 40);
    assertTrue(detect(wide, Framing.CENTRE).mask().area() < 0.001);
    DetectedObject found = detect(wide, Framing.OBJECT);
    double whole = 38 * 40 / (108.0 * 108);
    assertEquals(whole, found.mask().area(), 0.02 * whole + 0.005);
    assertEquals(new Cropping(84 / 192.0, 0, 0, 0), found.cropping());
  }

  @Test
  void givenATallPicture_thenTheSquareMovesUpAndDown() {
    DetectedObject found = detect(withObject(90, 160, 20, 6, 30, 30), Framing.OBJECT);
    assertEquals(new Cropping(0, 0, 0, 70 / 160.0), found.cropping());
  }

  @Test
  void givenAnObjectInsideTheLongerSide_thenItStandsInTheMiddleOfTheSquare() {
    DetectedObject found = detect(withObject(200, 100, 60, 40, 20, 20), Framing.OBJECT);
    assertEquals(0.1, found.cropping().left(), 0.006);
    assertEquals(0.4, found.cropping().right(), 0.006);
  }

  @Test
  void givenAnObjectLongerThanTheSquare_thenItIsCutEvenly() {
    DetectedObject found = detect(withObject(200, 100, 60, 40, 136, 20), Framing.OBJECT);
    assertEquals(78 / 200.0, found.cropping().left(), 0.006);
  }

  @Test
  void givenNoObject_thenAroundTheObjectIsTheMiddle() {
    RgbImage empty = RgbImage.filled(150, 90, 0.2f, 0.3f, 0.4f);
    assertEquals(detect(empty, Framing.CENTRE), detect(empty, Framing.OBJECT));
    assertEquals(new Cropping(0.2, 0, 0.2, 0), detect(empty, Framing.OBJECT).cropping());
  }

  @Test
  void givenPadding_thenThePictureIsWholeAndItsEdgesGoOn() {
    RgbImage wide = withObject(128, 64, 0, 0, 128, 8);
    DetectedObject found = detect(wide, Framing.PADDED);
    assertEquals(Cropping.none(), found.cropping());
    RgbImage small = wide.resized(SIZE, SIZE / 2, Resampling.BICUBIC);
    assertEquals(small, found.picture().crop(0, SIZE / 4, SIZE, SIZE / 2));
    for (int y = 0; y < SIZE / 4; y++) {
      assertEquals(small.value(9, 0, 1), found.picture().value(9, y, 1));
      assertEquals(small.value(9, SIZE / 2 - 1, 1), found.picture().value(9, SIZE - 1 - y, 1));
    }
  }

  @Test
  void givenASquarePicture_thenAllFramingsAreTheSame() {
    RgbImage square = withObject(96, 96, 3, 50, 20, 30);
    for (Framing framing : Framing.values()) {
      assertEquals(detect(square, Framing.CENTRE), detect(square, framing));
      assertTrue(detect(square, framing).cropping().scores().isEmpty());
    }
  }

  @Test
  void givenOneColumnOrRow_thenEveryFramingMakesASquareOfIt() {
    for (Framing framing : Framing.values()) {
      assertEquals(SIZE, detect(withObject(1, 500, 0, 9, 1, 1), framing).picture().height());
      assertEquals(SIZE, detect(withObject(500, 1, 490, 0, 9, 1), framing).picture().width());
    }
  }

  @Test
  void croppingComesBackFromItsScores_andFromThoseOfOldLedgersAsNothing() {
    Cropping cropping = Cropping.of(192, 108, 70, 0, 108, 108);
    assertEquals(cropping, Cropping.ofScores(cropping.scores()));
    assertEquals("cropped left 36 %, right 7 %", cropping.description());
    assertEquals(Cropping.none(), Cropping.ofScores(Map.of("hole", 0.2, "mask", 0.9)));
    assertThrows(IllegalArgumentException.class, () -> new Cropping(0.5, 0, 0.5, 0));
    assertThrows(IllegalArgumentException.class, () -> new Cropping(-0.1, 0, 0, 0));
  }

  private static DetectedObject detect(RgbImage picture, Framing framing) {
    SynthesisConfiguration configuration =
        SynthesisConfiguration.standard().withWorkingSize(SIZE).withFraming(framing);
    try (LayerSynthesizer synthesizer =
        LayerSynthesizer.of(new Brightness(), new SmoothInpainter(), configuration)) {
      return synthesizer.detect(picture);
    }
  }

  /** A white rectangle on black. */
  private static RgbImage withObject(int width, int height, int x, int y, int across, int down) {
    float[] rgb = new float[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      int column = i / 3 % width;
      int row = i / 3 / width;
      boolean inside = column >= x && column < x + across && row >= y && row < y + down;
      rgb[i] = inside ? 1 : 0;
    }
    return RgbImage.of(width, height, rgb);
  }

  /** What is bright is the object. */
  private record Brightness() implements SalientObjectDetector {
    @Override
    public Mask detect(RgbImage picture) {
      float[] values = new float[picture.width() * picture.height()];
      for (int i = 0; i < values.length; i++) {
        values[i] = picture.value(i % picture.width(), i / picture.width(), 0) > 0.5f ? 1 : 0;
      }
      return Mask.of(picture.width(), picture.height(), values);
    }

    @Override
    public String description() {
      return "brightness";
    }

    @Override
    public void close() {}
  }
}
