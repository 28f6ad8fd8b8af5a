package org.text2layer.model.cost;

import java.util.Locale;
import org.text2layer.nn.device.Precision;

/**
 * What a network is given at once.
 *
 * @param batch pictures or texts, at least 1
 * @param size height and width of the network's own input: latents for a UNet and for decoding,
 *     pixels for other networks; text encoders do not read it
 * @param tokens of each text, where the network reads texts
 * @param precision of weights and activations; in BFLOAT16, norms and attention stay in 32 bits, as
 *     this library computes them
 */
public record Workload(int batch, int size, int tokens, Precision precision) {
  private static final int CLIP_TOKENS = 77;
  private static final int MAX_BATCH = 1 << 20;
  private static final int MAX_SIZE = 1 << 14;

  /** Checks the numbers. */
  public Workload {
    if (batch < 1 || batch > MAX_BATCH || size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Expected a batch from 1 to %,d of a size from 1 to %,d but came %s and %s: correct them.",
              MAX_BATCH,
              MAX_SIZE,
              batch,
              size));
    }
    if (tokens < 1 || tokens > MAX_SIZE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Expected 1 to %,d tokens but came %s: Stable Diffusion has 77, the embedded model 32.",
              MAX_SIZE,
              tokens));
    }
  }

  /** In 32 bits, with CLIP's 77 tokens. */
  public static Workload of(int batch, int size) {
    return new Workload(batch, size, CLIP_TOKENS, Precision.FLOAT32);
  }

  /**
   * The largest square with no more pixels or positions than a rectangle has: costs are by their
   * number, which this is a lower bound of.
   *
   * @param multiple what a side is made of, as the network's halvings ask
   */
  public static Workload within(int batch, long height, long width, int multiple) {
    int side = (int) Math.sqrt(height * width) / multiple * multiple;
    return of(batch, Math.max(multiple, side));
  }

  /** The same with texts of another length. */
  public Workload withTokens(int number) {
    return new Workload(batch, size, number, precision);
  }

  /** The same in a precision. */
  public Workload in(Precision other) {
    return new Workload(batch, size, tokens, other);
  }

  /** The same with another batch. */
  public Workload withBatch(int number) {
    return new Workload(number, size, tokens, precision);
  }
}
