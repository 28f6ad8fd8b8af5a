package org.text2layer.model.inpainting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Mask;

class HoleFrameTest {
  @Property(tries = 200)
  void theFrameIsInThePictureAndHoldsTheWholeHole(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 50) int size,
      @ForAll @IntRange(min = 0, max = 20) int context,
      @ForAll InpainterConfiguration.Input input,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[width * height];
    for (int i = 0; i < 3; i++) {
      values[random.nextInt(values.length)] = 0.01f;
    }
    Mask hole = Mask.of(width, height, values);
    HoleFrame frame =
        HoleFrame.around(
            hole,
            new InpainterConfiguration(input, size, context, InpainterConfiguration.Output.UNIT));
    assertEquals(
        hole.area() * values.length, frame.of(hole).area() * frame.width() * frame.height(), 1e-9);
  }

  @Test
  void givenRoomThenTheFrameIsTheContextAroundTheHole() {
    HoleFrame frame = HoleFrame.around(hole(200, 100, 90, 40), context(10));
    assertEquals(new HoleFrame(80, 30, 40, 30), frame);
  }

  @Test
  void givenAHoleAtAnEdgeThenTheFrameMovesIntoThePictureAndKeepsItsSize() {
    HoleFrame frame = HoleFrame.around(hole(200, 100, 0, 90), context(10));
    assertEquals(new HoleFrame(0, 70, 40, 30), frame);
  }

  @Test
  void givenANetworkOfOneSizeThenASmallHoleIsSeenPixelByPixel() {
    HoleFrame frame =
        HoleFrame.around(hole(200, 100, 90, 40), InpainterConfiguration.lamaFixed().withSize(64));
    assertTrue(frame.width() == 200 && frame.height() == 100, "128 pixels around: " + frame);
    InpainterConfiguration close = InpainterConfiguration.lamaFixed().withSize(64).withContext(10);
    frame = HoleFrame.around(hole(200, 100, 90, 40), close);
    assertTrue(frame.width() == 64 && frame.height() == 64, frame.toString());
  }

  @Test
  void givenANetworkOfOneSizeThenALargerHoleIsSeenInASquare() {
    InpainterConfiguration close = InpainterConfiguration.lamaFixed().withSize(16).withContext(10);
    HoleFrame frame = HoleFrame.around(hole(200, 100, 90, 40), close);
    assertEquals(new HoleFrame(80, 25, 40, 40), frame);
  }

  private static InpainterConfiguration context(int pixels) {
    return InpainterConfiguration.lama().withContext(pixels);
  }

  /** 20 x 10 pixels at (x, y). */
  private static Mask hole(int width, int height, int x, int y) {
    float[] values = new float[width * height];
    for (int i = 0; i < 200; i++) {
      values[(y + i / 20) * width + x + i % 20] = 1;
    }
    return Mask.of(width, height, values);
  }
}
