package org.text2layer.nn.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names that are known while a function runs, and the functions and operators it may call. */
final class Scope {
  private static final String OWN = "self.";

  private final Map<String, Script.Function> functions;
  private final Operators operators;
  private final Map<String, Object> values = new HashMap<>();

  Scope(Map<String, Script.Function> functions, Operators operators) {
    this.functions = functions;
    this.operators = operators;
  }

  Object get(String name) {
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException(
          "Expected a name that was set before but came " + name + ": correct the script.");
    }
    return values.get(name);
  }

  void set(String name, Object value) {
    values.put(name, value);
  }

  Object call(String name, List<Object> arguments) {
    return name.startsWith(OWN)
        ? run(name.substring(OWN.length()), arguments)
        : operators.call(name, arguments);
  }

  private Object run(String name, List<Object> arguments) {
    if (!functions.containsKey(name)) {
      throw new IllegalArgumentException(
          "Expected a shared function but a script calls " + name + ": define it in shared.py.");
    }
    return run(functions.get(name), arguments);
  }

  /** Runs a function in a scope of its own. */
  Object run(Script.Function function, List<Object> arguments) {
    if (function.parameters().size() != arguments.size()) {
      throw new IllegalArgumentException(
          "Expected the arguments %s but came %s: correct the call."
              .formatted(function.parameters(), arguments.size()));
    }
    Scope inner = new Scope(functions, operators);
    for (int i = 0; i < arguments.size(); i++) {
      inner.set(function.parameters().get(i), arguments.get(i));
    }
    return Script.run(function.body(), inner)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected a return statement in the function of %s but there is none: add one."
                        .formatted(function.parameters())));
  }
}
