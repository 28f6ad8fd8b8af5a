package org.text2layer.nn;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Weights for a training from scratch, drawn in Java: the same on every machine for the same seed.
 */
public final class FreshWeights {
  private static final double PATCHGAN_DEVIATION = 0.02;

  private FreshWeights() {}

  /**
   * PyTorch's defaults: weights and biases of convolutions and linear layers uniform within 1 /
   * √(inputs x kernel) (He et al., 2015, with a = √5), norms 1 and 0, running statistics 0 and 1.
   *
   * @param manager owns the parameters, on its device
   */
  public static void draw(NamedBlock block, NDManager manager, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] bound = {1};
    initialize(
        block,
        manager,
        (type, shape) -> {
          if (type == Parameter.Type.WEIGHT) {
            bound[0] = 1 / Math.sqrt((double) shape.size() / shape.get(0)); // its bias follows
          }
          double limit = bound[0];
          return switch (type) {
            case WEIGHT, BIAS -> () -> (2 * random.nextDouble() - 1) * limit;
            default -> standing(type);
          };
        });
  }

  /**
   * Those of PatchGAN (pix2pix, Isola et al., 2017): weights normal with deviation 0.02 around 0,
   * those of norms around 1; biases 0.
   *
   * @param manager owns the parameters, on its device
   */
  public static void drawPatchGan(NamedBlock block, NDManager manager, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    initialize(
        block,
        manager,
        (type, shape) ->
            switch (type) {
              case WEIGHT -> () -> PATCHGAN_DEVIATION * normal(random);
              case GAMMA -> () -> 1 + PATCHGAN_DEVIATION * normal(random);
              default -> standing(type);
            });
  }

  private interface Distribution {
    DoubleSupplier of(Parameter.Type type, Shape shape);
  }

  private static void initialize(NamedBlock block, NDManager manager, Distribution distribution) {
    block
        .namedParameters()
        .values()
        .forEach(
            parameter -> {
              Parameter.Type type = parameter.getType();
              float[] values = new float[(int) parameter.getShape().size()];
              DoubleSupplier next = distribution.of(type, parameter.getShape());
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) next.getAsDouble();
              }
              parameter.setInitializer((owner, shape, data) -> owner.create(values, shape));
            });
    block.initialize(manager, DataType.FLOAT32, new Shape());
    block.setTrainable(true);
  }

  private static DoubleSupplier standing(Parameter.Type type) {
    boolean one = type == Parameter.Type.GAMMA || type == Parameter.Type.RUNNING_VAR;
    return () -> one ? 1 : 0;
  }

  /** Box and Muller's transform; the radius takes (0, 1], whose logarithm is finite. */
  private static double normal(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
