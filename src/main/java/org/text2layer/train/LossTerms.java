package org.text2layer.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a step's loss consists of.
 *
 * @param values by name, in the order of the log; "total" is what a best checkpoint goes by
 */
public record LossTerms(Map<String, Double> values) {
  /** The name of the whole. */
  public static final String TOTAL = "total";

  private static final Map<String, String> TITLES =
      Map.of(
          "l1", "ℓ1 of pictures",
          "kl", "KL of latents",
          "mask_l1", "mask ℓ1",
          "l_comp", "composition ℓ_comp",
          "l_lap", "Laplacian ℓ_lap",
          "mask_loss", "mask, eq. 4",
          "generator", "adversarial",
          "adaptive_weight", "adversarial weight w");

  /** Keeps the order. */
  public LossTerms {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * What charts and tables call a term: its name in words, with the paper's symbol where it has
   * one. Names that no task of the library gives are their own words.
   *
   * @param name as in the log, such as "l_comp"
   * @return such as "composition ℓ_comp"
   */
  public static String title(String name) {
    String known = TITLES.get(name);
    String words = name.startsWith("l1_") ? "ℓ1" + name.substring(2) : name;
    return known == null ? words.replace('_', ' ') : known;
  }

  /** No terms. */
  public static LossTerms none() {
    return new LossTerms(Map.of());
  }

  /** One loss alone, the total. */
  public static LossTerms total(double total) {
    return none().with(TOTAL, total);
  }

  /** These and one more. */
  public LossTerms with(String name, double value) {
    Map<String, Double> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new LossTerms(more);
  }

  /** The whole, if there is one. */
  public Optional<Double> total() {
    return Optional.ofNullable(values.get(TOTAL));
  }

  /** The first term that is infinite or no number, if there is one. */
  public Optional<String> firstNotFinite() {
    return values.entrySet().stream()
        .filter(term -> !Double.isFinite(term.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Adds a share of other terms; names that one side lacks count as 0 there. */
  public LossTerms plus(LossTerms other, double share) {
    Map<String, Double> sum = new LinkedHashMap<>(values);
    other.values.forEach((name, value) -> sum.merge(name, share * value, Double::sum));
    return new LossTerms(sum);
  }
}
