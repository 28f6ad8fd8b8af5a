package org.text2layer.model.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.nn.Autograd;

class LatentDistributionTest {
  private static final Shape SHAPE = new Shape(2, 1, 2, 2);

  /** DJL frees the memory of a Java number in array.mul(number), which autograd would read. */
  @Test
  void givenGarbageCollectionBeforeTheWayBackThenGradientsAreThoseOfTheFormulas() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray mean = manager.full(SHAPE, 0.5f);
      NDArray logVariance = manager.full(SHAPE, -1f);
      mean.setRequiresGradient(true);
      logVariance.setRequiresGradient(true);
      NDArray noise = manager.full(SHAPE, 2f);
      Autograd.recording(
          () -> {
            LatentDistribution latents = new LatentDistribution(mean, logVariance);
            NDArray sum = latents.sample(noise).sum().add(latents.divergence());
            overwriteFreedMemory();
            List<NDArray> gradients = Autograd.create().gradients(sum, List.of(mean, logVariance));
            // d/dmean: 1 + mean / batch; d/dlogvar: noise deviation / 2 + (variance - 1) / 2 batch
            double atLogVariance = Math.exp(-0.5) + (Math.exp(-1) - 1) / 4;
            assertEquals(1.25, gradients.get(0).toFloatArray()[3], 1e-6);
            assertEquals(atLogVariance, gradients.get(1).toFloatArray()[3], 1e-6);
            return null;
          });
    }
  }

  private static void overwriteFreedMemory() {
    for (int round = 0; round < 3; round++) {
      System.gc();
      List<ByteBuffer> buffers = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(4);
        buffer.putInt(0, 0x7f000000);
        buffers.add(buffer);
      }
    }
  }
}
