package org.text2layer.nn.weights;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import org.text2layer.nn.NamedBlock;

/**
 * Weights for a training from scratch, drawn in Java: the same on every machine for the same seed.
 */
public final class FreshWeights {
  private static final double PATCHGAN_DEVIATION = 0.02;

  /** What ends a residual branch, in diffusers' names. */
  private static final Pattern LAST_OF_BRANCH =
      Pattern.compile(
          ".*(resnets\\.\\d+\\.conv2|attentions\\.\\d+\\.(to_out\\.0|proj_out))\\.weight");

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
        (name, type, shape) -> {
          if (type == Parameter.Type.WEIGHT) {
            bound[0] = 1 / Math.sqrt(inputs(shape)); // its bias follows
          }
          double limit = bound[0];
          return switch (type) {
            case WEIGHT, BIAS -> () -> (2 * random.nextDouble() - 1) * limit;
            default -> standing(type);
          };
        });
  }

  /**
   * A start from which small autoencoders and UNets learn in far fewer steps: residual branches end
   * in zero weights, so that each block begins as its shortcut (Goyal et al., 2017, 5.1; "zero
   * module" of Dhariwal and Nichol, 2021), other weights uniform with variance 1 / (inputs x
   * kernel), which keeps the variance of what passes (LeCun et al., 1998), biases 0.
   *
   * @param block with diffusers' names
   * @param manager owns the parameters, on its device
   */
  public static void drawShortcuts(NamedBlock block, NDManager manager, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    initialize(
        block,
        manager,
        (name, type, shape) -> {
          if (type != Parameter.Type.WEIGHT || LAST_OF_BRANCH.matcher(name).matches()) {
            return standing(type);
          }
          double limit = Math.sqrt(3 / inputs(shape));
          return () -> (2 * random.nextDouble() - 1) * limit;
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
        (name, type, shape) ->
            switch (type) {
              case WEIGHT -> () -> PATCHGAN_DEVIATION * normal(random);
              case GAMMA -> () -> 1 + PATCHGAN_DEVIATION * normal(random);
              default -> standing(type);
            });
  }

  private interface Distribution {
    DoubleSupplier of(String name, Parameter.Type type, Shape shape);
  }

  private static void initialize(NamedBlock block, NDManager manager, Distribution distribution) {
    block
        .namedParameters()
        .forEach(
            (name, parameter) -> {
              Parameter.Type type = parameter.getType();
              float[] values = new float[(int) parameter.getShape().size()];
              DoubleSupplier next = distribution.of(name, type, parameter.getShape());
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) next.getAsDouble();
              }
              parameter.setInitializer((owner, shape, data) -> owner.create(values, shape));
            });
    block.initialize(manager, DataType.FLOAT32, new Shape());
    block.setTrainable(true);
  }

  /** Inputs of one output: channels times the kernel's area. */
  private static double inputs(Shape shape) {
    return (double) shape.size() / shape.get(0);
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
