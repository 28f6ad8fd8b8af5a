package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.text2layer.nn.ScriptFunction;
import org.text2layer.train.LossTerms;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingStep;
import org.text2layer.train.loss.LossTerm;
import org.text2layer.train.loss.PerceptualDistance;
import org.text2layer.train.loss.Reconstruction;

/**
 * The whole loss of an autoencoder, with the user's own terms u:
 *
 * <pre>
 * total = l1 + perceptual weight · perceptual + kl weight · kl + λ · mask_loss + Σ weight · u
 *       + w · generator
 * </pre>
 *
 * Gradients are cut at the outputs: those of the pictures' terms are collected there first, which
 * gives the adaptive weight w without a second way back through the networks, and then flow back
 * through the autoencoder once, with those of the other terms.
 */
record AutoencoderObjective(
    Autoencoding<?> autoencoding,
    PictureTerms pictures,
    List<WeightedTerm> others,
    Optional<AdversarialTerm> adversarial,
    ScriptFunction weightedSum) {
  static final String GROUP = "autoencoder";

  static AutoencoderObjective of(
      NDManager owner,
      Autoencoding<?> autoencoding,
      Optional<PerceptualDistance> perceptual,
      AutoencoderTrainingConfiguration configuration) {
    List<WeightedTerm> others = new ArrayList<>(autoencoding.terms());
    double kl = configuration.weights().kl();
    others.add(0, WeightedTerm.of(List.of("kl"), kl, Reconstruction::divergence));
    return new AutoencoderObjective(
        autoencoding,
        new PictureTerms(autoencoding.kinds(), perceptual, configuration),
        List.copyOf(others),
        configuration.adversarial().isUsed()
            ? Optional.of(new AdversarialTerm(owner, autoencoding, configuration))
            : Optional.empty(),
        AdversarialTerm.function("weighted_sum"));
  }

  /** The same with a term of the user's own. */
  AutoencoderObjective with(String name, double weight, LossTerm term) {
    LossTerm checked = new OwnTerm(name, term);
    List<String> taken =
        Stream.of(
                pictures.names().stream(),
                others.stream().flatMap(other -> other.names().stream()),
                AdversarialTerm.NAMES.stream(),
                Stream.of(LossTerms.TOTAL))
            .flatMap(names -> names)
            .toList();
    if (taken.contains(name)) {
      throw new IllegalArgumentException(
          "Expected a loss term's name beside %s but came '%s' again: choose another."
              .formatted(taken, name));
    }
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "Expected a weight of at least 0 for the loss term '%s' but came %s: correct it."
              .formatted(name, weight));
    }
    List<WeightedTerm> more = new ArrayList<>(others);
    more.add(WeightedTerm.of(List.of(name), weight, checked));
    return new AutoencoderObjective(
        autoencoding, pictures, List.copyOf(more), adversarial, weightedSum);
  }

  /** What a run's description says of it beside the configuration. */
  void describe(JsonObject json) {
    json.addProperty("perceptual", pictures.network());
    JsonObject own = new JsonObject();
    others.stream()
        .filter(other -> other.term() instanceof OwnTerm)
        .forEach(other -> own.addProperty(other.name(), other.weight()));
    // Only where there are some: runs from before there could be any still go on.
    if (!own.isEmpty()) {
      json.add("own_terms", own);
    }
  }

  /** The discriminator, if there is one. */
  Optional<ParameterGroup> discriminator() {
    return adversarial.map(AdversarialTerm::group);
  }

  /** Adds the gradients of a batch, and says what its terms are. */
  LossTerms learn(TrainingStep<?> step, Reconstruction made) {
    SplittableRandom random = new SplittableRandom(step.seed(0)).split();
    Pictures shown = Pictures.of(made, autoencoding.kinds());
    try (NDManager scope = step.manager().newSubManager()) {
      NDArray gradient;
      LossTerms terms;
      try (NDManager inner = scope.newSubManager()) {
        NDArray cut = shown.predictions().stopGradient();
        cut.attach(inner);
        cut.setRequiresGradient(true);
        PictureTerms.Value value = pictures.onCrop(new Pictures(cut, shown.targets()), random);
        gradient = step.gradients(value.loss(), List.of(cut)).get(0);
        gradient.attach(scope);
        terms = pictures.named(value);
      }
      Map<WeightedTerm, NDArray> numbers = numbers(made);
      terms = named(terms, numbers);
      double total = total(terms);
      if (adversarial.isPresent() && adversarial.get().hasBegun(step)) {
        AdversarialTerm.Value value = adversarial.get().learn(step, shown, gradient, random);
        gradient = value.gradient();
        terms = terms.plus(value.terms(), 1);
        total += value.weighted();
      }
      NDArray loss = weightedSum.apply(shown.predictions(), gradient);
      for (Map.Entry<WeightedTerm, NDArray> other : numbers.entrySet()) {
        loss = other.getKey().plus().apply(loss, other.getValue());
      }
      step.backward(GROUP, loss);
      return terms.with(LossTerms.TOTAL, total);
    }
  }

  /** The terms without gradients, on whole pictures and without the adversarial one. */
  LossTerms measure(Reconstruction made) {
    Pictures shown = Pictures.of(made, autoencoding.kinds());
    LossTerms terms = named(pictures.named(pictures.onAll(shown)), numbers(made));
    return terms.with(LossTerms.TOTAL, total(terms));
  }

  private Map<WeightedTerm, NDArray> numbers(Reconstruction made) {
    Map<WeightedTerm, NDArray> numbers = new LinkedHashMap<>();
    others.forEach(other -> numbers.put(other, other.term().apply(made)));
    return numbers;
  }

  private static LossTerms named(LossTerms terms, Map<WeightedTerm, NDArray> numbers) {
    LossTerms all = terms;
    for (Map.Entry<WeightedTerm, NDArray> other : numbers.entrySet()) {
      all = other.getKey().named(all, other.getValue());
    }
    return all;
  }

  private double total(LossTerms terms) {
    double total = pictures.total(terms);
    for (WeightedTerm other : others) {
      total += other.weight() * terms.values().get(other.name());
    }
    return total;
  }
}
