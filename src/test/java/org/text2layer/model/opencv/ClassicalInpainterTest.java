package org.text2layer.model.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.inpainting.Inpainter;
import org.text2layer.model.opencv.ClassicalInpainter.Method;

class ClassicalInpainterTest {
  private static final int WIDTH = 48;
  private static final int HEIGHT = 40;

  @ParameterizedTest
  @EnumSource
  void givenAHoleThenTheRestStaysExactlyAndWhatWasInTheHoleDoesNotMatter(Method method) {
    RgbImage picture = picture(1);
    Mask hole = hole();
    RgbImage other = Inpainter.pasted(picture, picture(2), hole);
    try (ClassicalInpainter inpainter = ClassicalInpainter.of(method)) {
      RgbImage filled = inpainter.inpaint(picture, hole);
      assertEquals(picture, Inpainter.pasted(filled, picture, hole));
      assertEquals(filled, inpainter.inpaint(other, hole));
    }
  }

  @ParameterizedTest
  @EnumSource
  void givenAPlainPictureThenTheHoleTakesItsColour(Method method) {
    RgbImage plain = RgbImage.filled(WIDTH, HEIGHT, 0.8f, 0.4f, 0.2f);
    RgbImage disturbed = Inpainter.pasted(plain, picture(3), hole());
    try (ClassicalInpainter inpainter = ClassicalInpainter.of(method)) {
      float[] expected = plain.toArray();
      float[] filled = inpainter.inpaint(disturbed, hole()).toArray();
      for (int i = 0; i < filled.length; i++) {
        assertEquals(expected[i], filled[i], 0.02, "value " + i);
      }
    }
  }

  @Test
  void givenSeveralThreadsThenEachGetsTheResultOfOne() throws Exception {
    try (ClassicalInpainter inpainter = ClassicalInpainter.of(Method.NAVIER_STOKES)) {
      RgbImage alone = inpainter.inpaint(picture(1), hole());
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        for (RgbImage result : inParallel(threads, inpainter)) {
          assertEquals(alone, result);
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  private static List<RgbImage> inParallel(ExecutorService threads, Inpainter inpainter)
      throws ExecutionException, InterruptedException {
    List<Future<RgbImage>> futures = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      futures.add(threads.submit(() -> inpainter.inpaint(picture(1), hole())));
    }
    List<RgbImage> results = new ArrayList<>();
    for (Future<RgbImage> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  @Test
  void givenManyCallsThenNoNativeMemoryStays() {
    try (ClassicalInpainter inpainter = ClassicalInpainter.of(Method.TELEA)) {
      inpainter.inpaint(picture(1), hole());
      long before = Pointer.totalCount();
      for (int i = 0; i < 50; i++) {
        inpainter.inpaint(picture(i), hole());
      }
      assertEquals(before, Pointer.totalCount());
    }
  }

  @Test
  void givenNoNativesForThePlatformThenTheMessageSaysWhatToAdd() {
    Runnable missing =
        () -> {
          throw new UnsatisfiedLinkError("no jniopencv_core in java.library.path");
        };
    String message =
        assertThrows(IllegalStateException.class, () -> OpenCv.require(missing)).getMessage();
    assertTrue(
        message.contains("no jniopencv_core") && message.contains("add org.bytedeco"), message);
  }

  private static RgbImage picture(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] rgb = new float[3 * WIDTH * HEIGHT];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (float) random.nextDouble();
    }
    return RgbImage.of(WIDTH, HEIGHT, rgb);
  }

  private static Mask hole() {
    float[] values = new float[WIDTH * HEIGHT];
    for (int y = 12; y < 26; y++) {
      for (int x = 14; x < 30; x++) {
        values[y * WIDTH + x] = 0.3f;
      }
    }
    return Mask.of(WIDTH, HEIGHT, values);
  }
}
