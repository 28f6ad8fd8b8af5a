package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.text2layer.pipeline.PictureSize;

class PictureBatchTest {
  private static final PictureSize SIZE = PictureSize.square(512);
  private static final long MEGA = 1 << 20;

  private static int chosen(long pictureMegabytes, OptionalLong memoryMegabytes, boolean gpu) {
    OptionalLong bytes =
        memoryMegabytes.isPresent()
            ? OptionalLong.of(memoryMegabytes.getAsLong() * MEGA)
            : memoryMegabytes;
    return new PictureBatch(pictureMegabytes * MEGA, bytes, gpu).chosen(SIZE);
  }

  @Test
  void givenPlentyOfMemoryThenAGpuTakesMoreAtOnceThanACpu() {
    assertEquals(4, chosen(10, OptionalLong.of(24_000), false));
    assertEquals(16, chosen(10, OptionalLong.of(24_000), true));
    assertEquals(4, chosen(10, OptionalLong.empty(), false));
  }

  @Test
  void givenLittleMemoryThenFewerAtOnceAndAtLeastOne() {
    assertEquals(2, chosen(100, OptionalLong.of(1_700), false));
    assertEquals(1, chosen(1_000, OptionalLong.of(1_700), true));
  }

  @Test
  void givenAPictureThatCannotFitThenItIsRefusedWithItsSizeAndBothNumbers() {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> chosen(5_000, OptionalLong.of(1_700), false))
            .getMessage();
    assertTrue(message.contains("512x512") && message.contains("5,000 MB"), message);
    assertTrue(message.contains("1,700"), message);
  }
}
