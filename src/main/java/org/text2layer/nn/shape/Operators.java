package org.text2layer.nn.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operators that scripts call, by name, each as a rule on shapes. */
final class Operators {
  /** A rule: from the positional arguments to the result. */
  interface Rule {
    Object apply(Arguments arguments);
  }

  private final Map<String, Rule> rules = new HashMap<>();

  Operators(Tape tape) {
    new ViewRules(tape).addTo(rules);
    new PointwiseRules(tape).addTo(rules);
    new ProductRules(tape).addTo(rules);
  }

  Object call(String name, List<Object> arguments) {
    Rule rule = rules.get(name);
    if (rule == null) {
      throw new IllegalArgumentException(
          "Expected an operator whose shapes are known but a script calls %s: add its rule to org.text2layer.nn.shape."
              .formatted(name));
    }
    return rule.apply(new Arguments(arguments));
  }
}
