package org.text2layer;

import java.util.Locale;
import java.util.OptionalLong;
import org.text2layer.model.cost.NetworkCost;
import org.text2layer.model.cost.Workload;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.DeviceMemory;
import org.text2layer.nn.device.Precision;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.PictureSize;

/**
 * How many pictures are made at once: it bounds memory, and changes no picture beyond rounding.
 *
 * @param bytes that the denoiser's activations take for one picture, at least
 * @param memory of the device; empty if it cannot be told
 * @param gpu whether more at once are faster
 */
record PictureBatch(long bytes, OptionalLong memory, boolean gpu) {
  private static final int MOST_ON_GPU = 16;
  private static final int MOST_ON_CPU = 4;

  /**
   * What was measured is up to four times the bound (docs/real-scale.md), and weights, decoding and
   * other programs need memory, too.
   */
  private static final int SHARE = 8;

  static PictureBatch of(long bytes, ComputeDevice device) {
    return new PictureBatch(bytes, DeviceMemory.most(device.device()), device.device().isGpu());
  }

  /** For one picture, all its frames: a pass of the denoiser on shapes, which takes some 60 ms. */
  static long bytes(
      LatentDiffusion pipeline, PictureSize size, boolean guided, Precision precision) {
    var latent = pipeline.latentShape(size);
    var structure = pipeline.unet().configuration();
    long frames = latent.get(0) / structure.outChannels();
    Workload one =
        Workload.within(
                (int) frames * (guided ? 2 : 1),
                latent.get(1),
                latent.get(2),
                structure.downscale())
            .withTokens(pipeline.text().positions())
            .in(precision);
    return NetworkCost.of(structure, one).peakActivationBytes();
  }

  /**
   * The number.
   *
   * @throws IllegalArgumentException if not even one fits
   */
  int chosen(PictureSize size) {
    int most = gpu ? MOST_ON_GPU : MOST_ON_CPU;
    if (memory.isEmpty()) {
      return most;
    }
    if (bytes > memory.getAsLong()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Expected pictures that fit into memory but one of %s takes at least %,d MB and there are %,d: take a smaller size.",
              size,
              bytes >> 20,
              memory.getAsLong() >> 20));
    }
    return (int) Math.max(1, Math.min(most, memory.getAsLong() / SHARE / bytes));
  }
}
