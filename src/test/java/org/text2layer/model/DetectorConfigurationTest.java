package org.text2layer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.DetectorConfiguration.Activation;
import org.text2layer.model.DetectorConfiguration.ChannelOrder;
import org.text2layer.model.DetectorConfiguration.Divisor;
import org.text2layer.model.DetectorConfiguration.MaskResizing;

/**
 * What each choice of a configuration does; the masks of the presets are in {@link
 * DetectorParityTest}.
 */
class DetectorConfigurationTest {
  @Test
  void givenADarkPictureThenItIsDividedByItsOwnMaximumOrByWhiteAsConfigured() {
    float[] colours = {0, 0, 0.2f, 0, 0.4f, 0};
    RgbImage dark = RgbImage.of(2, 1, colours);
    assertArrayEquals(
        new float[] {0, 0, 0, 1, 0.5f, 0}, input(small(Divisor.OWN_MAXIMUM), dark), 1e-6f);
    assertArrayEquals(
        new float[] {0, 0, 0, 0.4f, 0.2f, 0}, input(small(Divisor.WHITE), dark), 1e-6f);
  }

  @Test
  void givenABlackPictureThenItStaysZeroWhateverItIsDividedBy() {
    RgbImage black = RgbImage.filled(2, 1, 0, 0, 0);
    for (Divisor divisor : Divisor.values()) {
      assertArrayEquals(new float[6], input(small(divisor), black));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 0, 127, 255, 255",
    "SIGMOID, 127, 158, 186, 250",
    "MIN_MAX, 0, 31, 63, 255",
    "SIGMOID_MIN_MAX, 0, 64, 122, 255",
  })
  void givenNumbersThenTheActivationMakesTheLevelsThatAreRoundedDown(
      Activation activation, int first, int second, int third, int fourth) {
    DetectorConfiguration four = sized(4, Divisor.WHITE).withActivation(activation);
    Mask mask = new DetectorPictures(four).mask(new float[] {0, 0.5f, 1, 4}, 4, 1);
    int[] levels = new int[4];
    Arrays.setAll(levels, x -> mask.toLevels()[x] & 0xff);
    assertArrayEquals(new int[] {first, second, third, fourth}, levels);
  }

  /** In rembg it is 0 / 0, whose bytes are whatever the processor makes of it. */
  @ParameterizedTest
  @CsvSource({"MIN_MAX, 1, 1", "MIN_MAX, 0, 0", "MIN_MAX, 7, 1", "SIGMOID_MIN_MAX, 0, 0.498"})
  void givenAConstantMapThenItIsTakenAsItIs(Activation activation, float value, float expected) {
    for (MaskResizing resizing : MaskResizing.values()) {
      DetectorConfiguration constant =
          new DetectorConfiguration(
              2,
              2,
              Resampling.BILINEAR,
              ChannelOrder.RGB,
              Divisor.WHITE,
              List.of(0f, 0f, 0f),
              List.of(1f, 1f, 1f),
              0,
              activation,
              resizing);
      float[] map = {value, value, value, value};
      Mask mask = new DetectorPictures(constant).mask(map, 3, 5);
      for (float m : mask.toArray()) {
        assertEquals(expected, m, 1e-3);
      }
    }
  }

  @Test
  void givenMeansOfBytesOrASizeOfNothingThenTheMessageSaysWhatToDo() {
    DetectorConfiguration good = DetectorConfiguration.imageNet(320);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new DetectorConfiguration(
                        320,
                        320,
                        good.filter(),
                        good.order(),
                        good.divisor(),
                        List.of(124.55f, 118.9f),
                        good.deviation(),
                        0,
                        good.activation(),
                        good.maskResizing()))
            .getMessage();
    assertTrue(message.contains("[124.55, 118.9]") && message.contains("by 255"), message);
    assertThrows(IllegalArgumentException.class, () -> DetectorConfiguration.imageNet(0));
    assertThrows(IllegalArgumentException.class, () -> good.withOutput(-1));
  }

  private static float[] input(DetectorConfiguration configuration, RgbImage picture) {
    return new DetectorPictures(configuration).input(picture);
  }

  private static DetectorConfiguration small(Divisor divisor) {
    return sized(2, divisor);
  }

  private static DetectorConfiguration sized(int width, Divisor divisor) {
    return new DetectorConfiguration(
        width,
        1,
        Resampling.BILINEAR,
        ChannelOrder.RGB,
        divisor,
        List.of(0f, 0f, 0f),
        List.of(1f, 1f, 1f),
        0,
        Activation.NONE,
        MaskResizing.BICUBIC);
  }
}
