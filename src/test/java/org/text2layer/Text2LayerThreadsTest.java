package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.text2layer.image.LayeredImage;

class Text2LayerThreadsTest {
  private static final GenerationRequest APPLE =
      GenerationRequest.of("a red apple on a wooden table in a room").seed(7).steps(2);
  private static final GenerationRequest PEAR =
      GenerationRequest.of("a pear on a beach").seed(8).steps(2);

  /** Means may differ in the last bits with how busy PyTorch's threads are. */
  private static final double SAME_PICTURE = 2.0 / 255;

  @Test
  void givenTwoThreadsInTheMiddleOfAStepThenEachGetsItsOwnPictureAndNoNativeArrayStays()
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Text2Layer model = Text2Layer.load()) {
      int before = model.openArrays();
      CyclicBarrier eachStep = new CyclicBarrier(2);
      Future<LayeredImage> first =
          threads.submit(() -> model.generate(APPLE, step -> meet(eachStep)));
      Future<LayeredImage> second =
          threads.submit(() -> model.generate(PEAR, step -> meet(eachStep)));
      LayeredImage apple = first.get(2, TimeUnit.MINUTES);
      LayeredImage pear = second.get(2, TimeUnit.MINUTES);
      assertEquals(before, model.openArrays());
      assertEquals(0, difference(model.generate(APPLE), apple), SAME_PICTURE);
      assertEquals(0, difference(model.generate(PEAR), pear), SAME_PICTURE);
      assertTrue(difference(apple, pear) > 10 * SAME_PICTURE);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Both have done a step before either begins the next: they run at once from end to end. */
  private static void meet(CyclicBarrier eachStep) {
    try {
      eachStep.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException error) {
      throw new IllegalStateException(error);
    }
  }

  /** The mean over F, B and m. */
  private static double difference(LayeredImage a, LayeredImage b) {
    return (difference(a.foreground().toArray(), b.foreground().toArray())
            + difference(a.background().toArray(), b.background().toArray())
            + difference(a.mask().toArray(), b.mask().toArray()))
        / 3;
  }

  private static double difference(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }
}
