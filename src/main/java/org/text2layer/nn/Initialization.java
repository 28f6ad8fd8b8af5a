package org.text2layer.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * The weights that a network begins its training with, as PyTorch draws them by default: linear
 * layers and convolutions uniform in ±1/√(inputs of one output), their biases too (He et al. 2015,
 * with PyTorch's a = √5), norms as the identity. Drawn in Java: a seed gives the same weights on
 * every machine.
 */
public final class Initialization {
  private static final double PATCH_GAN_DEVIATION = 0.02;

  private Initialization() {}

  /**
   * Fills a new block and initialises it, in 32 bits, frozen until a training says otherwise.
   *
   * @param manager owns the parameters, on its device
   */
  public static void random(NamedBlock block, NDManager manager, long seed) {
    Map<String, Parameter> parameters = block.namedParameters();
    fill(block, manager, seed, (name, random) -> values(name, parameters, random));
  }

  /**
   * The same as PatchGAN draws them (pix2pix, Isola et al. 2017, 6.2): weights normal around 0,
   * those of norms around 1, with deviation 0.02; biases 0.
   */
  public static void patchGan(NamedBlock block, NDManager manager, long seed) {
    Map<String, Parameter> parameters = block.namedParameters();
    fill(block, manager, seed, (name, random) -> patchGanValues(parameters.get(name), random));
  }

  private static void fill(
      NamedBlock block,
      NDManager manager,
      long seed,
      BiFunction<String, SplittableRandom, float[]> draw) {
    SplittableRandom random = new SplittableRandom(seed);
    block
        .namedParameters()
        .forEach(
            (name, parameter) -> {
              float[] values = draw.apply(name, random);
              parameter.setInitializer((owner, shape, type) -> array(owner, shape, values));
            });
    block.freezeParameters(true);
    block.initialize(manager, DataType.FLOAT32, new Shape());
  }

  private static NDArray array(NDManager owner, Shape shape, float[] values) {
    return owner.create(values, shape);
  }

  private static float[] values(String name, Map<String, Parameter> all, SplittableRandom random) {
    Parameter parameter = all.get(name);
    float[] values = new float[Math.toIntExact(parameter.getShape().size())];
    switch (parameter.getType()) {
      case WEIGHT -> fillUniform(values, bound(parameter), random);
      case BIAS -> {
        String weight = name.substring(0, name.length() - "bias".length()) + "weight";
        fillUniform(values, bound(all.get(weight)), random);
      }
      case GAMMA, RUNNING_VAR -> Arrays.fill(values, 1);
      default -> Arrays.fill(values, 0);
    }
    return values;
  }

  private static float[] patchGanValues(Parameter parameter, SplittableRandom random) {
    float[] values = new float[Math.toIntExact(parameter.getShape().size())];
    boolean one = parameter.getType() == Parameter.Type.GAMMA;
    if (one || parameter.getType() == Parameter.Type.WEIGHT) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((one ? 1 : 0) + PATCH_GAN_DEVIATION * normal(random));
      }
    } else if (parameter.getType() == Parameter.Type.RUNNING_VAR) {
      Arrays.fill(values, 1);
    }
    return values;
  }

  /** Box and Muller's transform; the radius takes (0, 1], whose logarithm is finite. */
  private static double normal(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  private static double bound(Parameter weight) {
    return 1 / Math.sqrt(weight.getShape().slice(1).size());
  }

  private static void fillUniform(float[] values, double bound, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
  }
}
