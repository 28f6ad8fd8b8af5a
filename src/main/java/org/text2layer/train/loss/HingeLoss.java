package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.text2layer.nn.ScriptFunction;

/**
 * The hinge losses of a GAN (Lim and Ye, 2017), on a discriminator's logits D:
 *
 * <pre>
 * generator     = -mean D(made)
 * discriminator = (mean max(0, 1 - D(real)) + mean max(0, 1 + D(made))) / 2
 * </pre>
 */
public final class HingeLoss {
  private final ScriptFunction generator;
  private final ScriptFunction discriminator;

  private HingeLoss(ScriptFunction generator, ScriptFunction discriminator) {
    this.generator = generator;
    this.discriminator = discriminator;
  }

  /** Both losses. */
  public static HingeLoss of() {
    return new HingeLoss(compile("generator"), compile("discriminator"));
  }

  private static ScriptFunction compile(String name) {
    return ScriptFunction.compile(HingeLoss.class, "hinge", name, Map.of());
  }

  /** The generator's loss, a scalar, of logits on what it made. */
  public NDArray generator(NDArray made) {
    return generator.apply(made);
  }

  /** The discriminator's loss, a scalar, of logits on real and on made pictures. */
  public NDArray discriminator(NDArray real, NDArray made) {
    return discriminator.apply(real, made);
  }
}
