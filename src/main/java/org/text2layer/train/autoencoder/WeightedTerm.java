package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.text2layer.nn.ScriptFunction;
import org.text2layer.train.LossTerms;
import org.text2layer.train.loss.LossTerm;

/**
 * A term beside those of the pictures, with its weight.
 *
 * @param names of the term's numbers in the log; only the last one counts
 * @param plus adds the weighted term to a loss: its weight is a constant of the function
 */
record WeightedTerm(List<String> names, double weight, LossTerm term, ScriptFunction plus) {
  static WeightedTerm of(List<String> names, double weight, LossTerm term) {
    return new WeightedTerm(List.copyOf(names), weight, term, function("plus", weight));
  }

  /**
   * Numbers are constants of the functions: DJL frees the memory of a Java number that an array was
   * multiplied by before gradients read it.
   */
  static ScriptFunction function(String name, double weight) {
    Map<String, Double> constants = Map.of("WEIGHT", weight);
    return ScriptFunction.compile(WeightedTerm.class, "weighted", name, constants);
  }

  /** What counts. */
  String name() {
    return names.get(names.size() - 1);
  }

  /** These terms and the numbers of this one. */
  LossTerms named(LossTerms terms, NDArray numbers) {
    float[] values = numbers.toFloatArray();
    LossTerms all = terms;
    for (int i = 0; i < values.length; i++) {
      all = all.with(names.get(i), values[i]);
    }
    return all;
  }
}
