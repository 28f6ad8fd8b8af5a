package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.text2layer.nn.ScriptFunction;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.train.LossTerms;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingStep;
import org.text2layer.train.loss.AdaptiveWeight;

/**
 * The hinge loss of one PatchGAN over as many of the outputs as the batch has samples, drawn among
 * F, B and I; and the discriminator's own step on the same pictures.
 */
final class AdversarialTerm {
  static final String GROUP = "discriminator";

  /** What it has in the log. */
  static final List<String> NAMES = List.of("generator", "adaptive_weight", "discriminator");

  /** Apart from the autoencoder's weights, which may have the same seed. */
  private static final long SEED = 0x9a7c4;

  private final Autoencoding<?> autoencoding;
  private final AdversarialConfiguration configuration;
  private final PatchDiscriminator network;
  private final HingeLoss hinge;
  private final ScriptFunction chosen;
  private final ScriptFunction joined;
  private final ScriptFunction weightedSum;

  /** The gradient at all outputs with this term's share, and the terms. */
  record Value(NDArray gradient, LossTerms terms, double weighted) {}

  AdversarialTerm(
      NDManager owner, Autoencoding<?> autoencoding, AutoencoderTrainingConfiguration training) {
    this.autoencoding = autoencoding;
    configuration = training.adversarial();
    network = PatchDiscriminator.of(configuration.width());
    FreshWeights.drawPatchGan(network, owner, SEED);
    network.trainIn(training.precision(), owner);
    hinge = HingeLoss.of();
    chosen = function("chosen");
    joined = function("joined");
    weightedSum = function("weighted_sum");
  }

  static ScriptFunction function(String name) {
    return ScriptFunction.compile(AdversarialTerm.class, "gradients", name, Map.of());
  }

  ParameterGroup group() {
    return ParameterGroup.of(GROUP, network, configuration.optimizer()).withoutAverage();
  }

  /** Whether the step is late enough. */
  boolean hasBegun(TrainingStep<?> step) {
    return step.number() >= configuration.start() * step.steps();
  }

  /**
   * Adds this term's gradient, and the discriminator's own.
   *
   * @param gradient of the reconstruction's loss at the predictions
   */
  Value learn(TrainingStep<?> step, Pictures made, NDArray gradient, SplittableRandom random) {
    NDManager scope = gradient.getManager();
    long[] some = draw((int) gradient.getShape().get(0), step.samples().size(), random);
    NDArray index = scope.create(some);
    NDArray pictures = chosen.apply(made.predictions(), index);
    NDArray cut = pictures.stopGradient();
    cut.setRequiresGradient(true);
    NDArray logits = network.logits(step.store(), cut, true);
    NDArray loss = hinge.generator(logits);
    NDArray own = step.gradients(loss, List.of(cut)).get(0);
    double weight = weight(step, made, gradient, pictures, own);
    NDArray all =
        joined.apply(gradient, index, own, scope.create((float) weight).reshape(new Shape()));
    double generator = loss.getFloat();
    double discriminator = discriminate(step, chosen.apply(made.targets(), index), logits);
    LossTerms terms =
        LossTerms.none()
            .with(NAMES.get(0), generator)
            .with(NAMES.get(1), weight)
            .with(NAMES.get(2), discriminator);
    return new Value(all, terms, weight * generator);
  }

  /** The generator's loss has left the graph of the logits on made pictures: it serves again. */
  private double discriminate(TrainingStep<?> step, NDArray real, NDArray made) {
    NDArray loss = hinge.discriminator(network.logits(step.store(), real, true), made);
    double value = loss.getFloat();
    step.backward(GROUP, loss);
    return value;
  }

  private double weight(
      TrainingStep<?> step, Pictures made, NDArray rec, NDArray pictures, NDArray own) {
    AdaptiveWeight form = configuration.weight();
    if (form.place() == AdaptiveWeight.Place.OUTPUTS) {
      return form.of(norm(List.of(rec)), norm(List.of(own)));
    }
    List<NDArray> layers = autoencoding.lastLayers();
    return form.of(
        norm(step.gradients(weightedSum.apply(made.predictions(), rec), layers)),
        norm(step.gradients(weightedSum.apply(pictures, own), layers)));
  }

  private static double norm(List<NDArray> gradients) {
    double squares = 0;
    for (NDArray gradient : gradients) {
      double norm = gradient.norm().getFloat();
      squares += norm * norm;
    }
    return Math.sqrt(squares);
  }

  /** Some of the numbers 0 to all - 1, each at most once, by Fisher and Yates. */
  private static long[] draw(int all, int count, SplittableRandom random) {
    long[] numbers = new long[all];
    for (int i = 0; i < all; i++) {
      numbers[i] = i;
    }
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(all - i);
      long number = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = number;
    }
    return Arrays.copyOf(numbers, count);
  }

  /**
   * The hinge losses of a GAN (Lim and Ye, 2017), on a discriminator's logits D:
   *
   * <pre>
   * generator     = -mean D(made)
   * discriminator = (mean max(0, 1 - D(real)) + mean max(0, 1 + D(made))) / 2
   * </pre>
   */
  static final class HingeLoss {
    private final ScriptFunction generator;
    private final ScriptFunction discriminator;

    private HingeLoss(ScriptFunction generator, ScriptFunction discriminator) {
      this.generator = generator;
      this.discriminator = discriminator;
    }

    /** Both losses. */
    static HingeLoss of() {
      return new HingeLoss(compile("generator"), compile("discriminator"));
    }

    private static ScriptFunction compile(String name) {
      return ScriptFunction.compile(HingeLoss.class, "hinge", name, Map.of());
    }

    /** The generator's loss, a scalar, of logits on what it made. */
    NDArray generator(NDArray made) {
      return generator.apply(made);
    }

    /** The discriminator's loss, a scalar, of logits on real and on made pictures. */
    NDArray discriminator(NDArray real, NDArray made) {
      return discriminator.apply(real, made);
    }
  }
}
