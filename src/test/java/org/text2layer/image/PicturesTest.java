package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
  @ParameterizedTest
  @ValueSource(floats = {-0.001f, 1.001f, Float.NaN, Float.POSITIVE_INFINITY})
  void givenAValueOutside_thenRefusedWithItsIndex(float value) {
    float[] values = new float[12];
    values[7] = value;
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> RgbImage.of(2, 2, values));
    assertTrue(error.getMessage().contains("value 7 is " + value), error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Mask.filled(2, 2, value));
  }

  @Test
  void givenAModelsOutput_whenClamped_thenOnlyNanIsRefused() {
    float[] output = {-3, -0f, 0.25f, 1, 1.5f, Float.POSITIVE_INFINITY};
    assertEquals(Mask.of(6, 1, new float[] {0, 0, 0.25f, 1, 1, 1}), Mask.clamped(6, 1, output));
    output[4] = Float.NaN;
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> RgbImage.clamped(2, 1, output));
    assertTrue(error.getMessage().contains("value 4 is NaN"), error.getMessage());
  }

  @Test
  void givenAWrongLengthOrSize_thenRefusedBeforeAnyAllocation() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> RgbImage.of(2, 2, new float[11]));
    assertTrue(error.getMessage().contains("Expected 12 values"), error.getMessage());
    assertTrue(error.getMessage().contains("got 11"), error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> RgbImage.of(0, 2, new float[0]));
    assertThrows(IllegalArgumentException.class, () -> Mask.filled(65536, 65536, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> Mask.filled(2, 2, 0).resized(1 << 20, 1 << 20, Resampling.BOX));
  }

  @Test
  void givenAnArrayThatChangesLater_thenThePictureDoesNot() {
    float[] values = new float[12];
    RgbImage picture = RgbImage.of(2, 2, values);
    values[0] = 1;
    picture.toArray()[1] = 1;
    assertEquals(RgbImage.filled(2, 2, 0, 0, 0), picture);
  }

  @Test
  void valuesAreAddressedByColumnRowAndChannel() {
    float[] values = new float[2 * 3 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 100f;
    }
    RgbImage picture = RgbImage.of(2, 3, values);
    assertEquals(0.17f, picture.value(1, 2, 2));
    assertEquals(0.06f, picture.value(0, 1, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> picture.value(2, 1, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> picture.value(0, 0, 3));
  }

  @Test
  void givenAPart_whenCropped_thenItsPixelsKeepTheirPlaces() {
    RgbImage picture = Pictures.rgb(1, 7, 5);
    RgbImage part = picture.crop(2, 1, 4, 3);
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 4; x++) {
        assertEquals(picture.value(x + 2, y + 1, 2), part.value(x, y, 2));
      }
    }
    assertEquals("RgbImage 4x3", part.toString());
    assertEquals(picture, picture.crop(0, 0, 7, 5));
    assertThrows(IllegalArgumentException.class, () -> picture.crop(4, 0, 4, 1));
    assertThrows(IllegalArgumentException.class, () -> picture.crop(-1, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> picture.crop(Integer.MAX_VALUE, 0, 1, 1));
  }

  @Test
  void givenAPicture_whenMirrored_thenLeftIsRightAndTwiceIsTheSame() {
    RgbImage picture = Pictures.rgb(1, 3, 2);
    assertEquals(picture.value(0, 1, 2), picture.mirrored().value(2, 1, 2));
    assertEquals(picture.value(1, 1, 0), picture.mirrored().value(1, 1, 0));
    assertEquals(picture, picture.mirrored().mirrored());
    Mask mask = Mask.of(2, 1, new float[] {0, 1});
    assertEquals(Mask.of(2, 1, new float[] {1, 0}), mask.mirrored());
  }

  @Test
  void maskArithmetic() {
    Mask mask = Mask.of(2, 2, new float[] {0, 0.25f, 0.5f, 1});
    assertEquals(0.4375, mask.area(), 1e-9);
    assertEquals(Mask.of(2, 2, new float[] {1, 0.75f, 0.5f, 0}), mask.inverted());
    assertEquals(Mask.of(2, 2, new float[] {0, 0, 0, 1}), mask.thresholded(0.5f));
    assertThrows(IllegalArgumentException.class, () -> mask.thresholded(127));
  }

  @Test
  void everyPictureSurvivesAwtAndIsRoundedToTheNearestLevel() {
    RgbaImage cutOut = Pictures.rgba(1, 7, 5);
    assertEquals(cutOut, RgbaImage.from(cutOut.toBufferedImage()));
    assertEquals(cutOut.colour(), RgbImage.from(cutOut.colour().toBufferedImage()));
    assertEquals(cutOut.alpha(), Mask.from(cutOut.alpha().toBufferedImage()));
    Mask between = Mask.of(2, 1, new float[] {99.4f / 255, 99.6f / 255});
    assertEquals(99 / 255f, Mask.from(between.toBufferedImage()).value(0, 0));
    assertEquals(100 / 255f, Mask.from(between.toBufferedImage()).value(1, 0));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_ARGB_PRE
      })
  void givenAnAwtPictureOfAnotherType_thenItsColoursAreTheSame(int type) {
    BufferedImage picture = new BufferedImage(2, 1, type);
    picture.setRGB(0, 0, 0xff102030);
    picture.setRGB(1, 0, 0xffc0ffee);
    RgbImage expected =
        RgbImage.of(
            2,
            1,
            new float[] {
              0x10 / 255f, 0x20 / 255f, 0x30 / 255f, 0xc0 / 255f, 0xff / 255f, 0xee / 255f
            });
    assertEquals(expected, RgbImage.from(picture));
  }

  @Test
  void givenAPremultipliedAwtPicture_thenItsColoursAreDividedByAlpha() {
    BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_4BYTE_ABGR_PRE);
    picture.getRaster().setPixel(0, 0, new int[] {51, 0, 0, 51});
    RgbaImage straight = RgbaImage.from(picture);
    assertArrayEquals(new float[] {1, 0, 0}, straight.colour().toArray());
    assertEquals(0.2f, straight.alpha().value(0, 0));
  }

  @Test
  void givenA16BitGreyPicture_thenNoBitIsLostAndNothingLinearised() {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    picture.getRaster().setPixels(0, 0, 2, 1, new int[] {0x1234, 0xffff});
    assertArrayEquals(new float[] {0x1234 / 65535f, 1}, Mask.from(picture).toArray());
  }

  @Test
  void givenTransparencyOrColourWhereNoneIsExpected_thenTheMessageSaysWhereAndWhatToCall() {
    BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
    Arrays.stream(new int[] {0, 1, 2}).forEach(x -> picture.setRGB(x, 0, 0xff808080));
    picture.setRGB(0, 1, 0xff808080);
    picture.setRGB(1, 1, 0xff800080);
    picture.setRGB(2, 1, 0x7f808080);
    IllegalArgumentException transparent =
        assertThrows(IllegalArgumentException.class, () -> RgbImage.from(picture));
    assertTrue(transparent.getMessage().contains("(2, 1)"), transparent.getMessage());
    assertTrue(transparent.getMessage().contains("RgbaImage.from"), transparent.getMessage());
    picture.setRGB(2, 1, 0xff808080);
    IllegalArgumentException coloured =
        assertThrows(IllegalArgumentException.class, () -> Mask.from(picture));
    assertTrue(coloured.getMessage().contains("(1, 1)"), coloured.getMessage());
  }

  @Test
  void picturesOfOtherSizeOrPixelsAreNotEqual() {
    assertNotEquals(RgbImage.filled(2, 3, 0, 0, 0), RgbImage.filled(3, 2, 0, 0, 0));
    assertNotEquals(RgbImage.filled(2, 3, 0, 0, 0), RgbImage.filled(2, 3, 0, 0, 1));
    assertEquals(
        RgbImage.filled(2, 3, 0, 0, 1).hashCode(), RgbImage.filled(2, 3, 0, 0, 1).hashCode());
  }

  @Test
  void givenAMask_whenAPictureIsShownWhereItIsAboveALimit_thenTheLimitItselfIsBlack() {
    RgbImage picture = RgbImage.of(3, 1, new float[] {1, 0.5f, 0, 1, 0.5f, 0, 1, 0.5f, 0});
    Mask mask = Mask.of(3, 1, new float[] {0.05f, 0.1f, 0.2f});
    assertEquals(
        RgbImage.of(3, 1, new float[] {0, 0, 0, 0, 0, 0, 1, 0.5f, 0}), picture.where(mask, 0.1f));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> picture.where(Mask.filled(1, 3, 1), 0.1f))
            .getMessage();
    assertTrue(message.contains("3x1 but it is 1x3"), message);
  }

  @Test
  void givenAMask_thenItsBoundsHoldAllAboveALimitAndNoMore() {
    Mask mask = Mask.of(4, 3, new float[] {0, 0, 0, 0, 0, 0.2f, 0, 0.6f, 0, 0.6f, 0, 0});
    assertEquals(Optional.of(new Mask.Bounds(1, 1, 3, 2)), mask.bounds(0));
    assertEquals(Optional.of(new Mask.Bounds(1, 1, 3, 2)), mask.bounds(0.2f));
    assertEquals(Optional.empty(), mask.bounds(0.6f));
    assertEquals(Optional.of(new Mask.Bounds(0, 0, 4, 3)), Mask.filled(4, 3, 0.1f).bounds(0));
  }
}
