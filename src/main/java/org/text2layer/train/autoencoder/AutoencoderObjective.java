package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.text2layer.nn.ScriptFunction;
import org.text2layer.train.LossTerms;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingStep;
import org.text2layer.train.loss.MaskLoss;
import org.text2layer.train.loss.PerceptualDistance;

/**
 * The whole loss of an autoencoder:
 *
 * <pre>total = l1 + perceptual weight · perceptual + kl weight · kl + λ · mask_loss + w · generator
 * </pre>
 *
 * Gradients are cut at the outputs: those of the pictures' terms are collected there first, which
 * gives the adaptive weight w without a second way back through the networks, and then flow back
 * through the autoencoder once, with those of mask and latents.
 */
final class AutoencoderObjective {
  static final String GROUP = "autoencoder";

  private final LossWeights weights;
  private final PictureTerms pictures;
  private final Optional<AdversarialTerm> adversarial;
  private final ScriptFunction plain;
  private final ScriptFunction masked;

  AutoencoderObjective(
      NDManager owner,
      List<String> kinds,
      Optional<PerceptualDistance> perceptual,
      AutoencoderTrainingConfiguration configuration) {
    weights = configuration.weights();
    pictures = new PictureTerms(owner, kinds, perceptual, configuration);
    adversarial =
        configuration.adversarial().isUsed()
            ? Optional.of(new AdversarialTerm(owner, configuration))
            : Optional.empty();
    plain = function(owner, "plain", weights);
    masked = function(owner, "masked", weights);
  }

  /**
   * Numbers are constants of the functions: DJL frees the memory of a Java number that an array was
   * multiplied by before gradients read it.
   */
  static ScriptFunction function(NDManager owner, String name, LossWeights weights) {
    Map<String, Double> constants =
        Map.of("PERCEPTUAL", weights.perceptual(), "KL", weights.kl(), "MASK", weights.mask());
    return ScriptFunction.compile(owner, AutoencoderObjective.class, "gradients", name, constants);
  }

  /** The discriminator, if there is one. */
  Optional<ParameterGroup> discriminator() {
    return adversarial.map(AdversarialTerm::group);
  }

  /** Adds the gradients of a batch, and says what its terms are. */
  LossTerms learn(TrainingStep<?> step, Reconstruction made) {
    SplittableRandom random = new SplittableRandom(step.seed(0)).split();
    try (NDManager scope = step.manager().newSubManager()) {
      NDArray gradient;
      LossTerms terms;
      try (NDManager inner = scope.newSubManager()) {
        NDArray cut = made.predictions().stopGradient();
        cut.attach(inner);
        cut.setRequiresGradient(true);
        PictureTerms.Value value = pictures.onCrop(cut, made.targets(), random);
        gradient = step.gradients(value.loss(), List.of(cut)).get(0);
        gradient.attach(scope);
        terms = pictures.named(value);
      }
      terms = with(terms, made);
      double total = total(terms);
      if (adversarial.isPresent() && adversarial.get().hasBegun(step)) {
        AdversarialTerm.Value value = adversarial.get().learn(step, made, gradient, random);
        gradient = value.gradient();
        terms = joined(terms, value.terms());
        total += value.weighted();
      }
      step.backward(GROUP, loss(made, gradient));
      return terms.with(LossTerms.TOTAL, total);
    }
  }

  /** The terms without gradients, on whole pictures and without the adversarial one. */
  LossTerms measure(Reconstruction made) {
    LossTerms terms =
        with(pictures.named(pictures.onAll(made.predictions(), made.targets())), made);
    return terms.with(LossTerms.TOTAL, total(terms));
  }

  private NDArray loss(Reconstruction made, NDArray gradient) {
    NDArray predictions = made.predictions();
    return made.mask()
        .map(mask -> masked.apply(predictions, gradient, made.divergence(), mask.get(maskLoss())))
        .orElseGet(() -> plain.apply(predictions, gradient, made.divergence()));
  }

  private static LossTerms with(LossTerms terms, Reconstruction made) {
    LossTerms all = terms.with("kl", made.divergence().getFloat());
    if (made.mask().isPresent()) {
      float[] mask = made.mask().get().toFloatArray();
      for (int term = 0; term < mask.length; term++) {
        all = all.with(MaskLoss.TERMS.get(term), mask[term]);
      }
    }
    return all;
  }

  private double total(LossTerms terms) {
    Map<String, Double> values = terms.values();
    return values.get("l1")
        + weights.perceptual() * values.getOrDefault("perceptual", 0.0)
        + weights.kl() * values.get("kl")
        + weights.mask() * values.getOrDefault(MaskLoss.TERMS.get(maskLoss()), 0.0);
  }

  private static int maskLoss() {
    return MaskLoss.TERMS.size() - 1;
  }

  private static LossTerms joined(LossTerms terms, LossTerms more) {
    LossTerms all = terms;
    for (Map.Entry<String, Double> term : more.values().entrySet()) {
      all = all.with(term.getKey(), term.getValue());
    }
    return all;
  }
}
