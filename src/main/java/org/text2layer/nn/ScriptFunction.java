package org.text2layer.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function of tensors without parameters, such as a loss: one of the definitions of a TorchScript
 * resource, which may call the others. Gradients flow through it where it runs while {@link
 * Autograd} records. Calls are thread-safe.
 */
public final class ScriptFunction {
  private static final Pattern SIGNATURE =
      Pattern.compile("def (\\w+)\\(self: __torch__\\.Function((?:, \\w+: Tensor)*)\\) -> (.+):");

  private final TorchScript function;

  private ScriptFunction(TorchScript function) {
    this.function = function;
  }

  /**
   * Compiles a definition.
   *
   * @param beside the class beside which the resource lies
   * @param script the resource's name without ".py"
   * @param name of the definition; it takes tensors and returns a tensor or a list of them
   * @param constants words of the text, each replaced by its value
   */
  public static ScriptFunction compile(
      Class<?> beside, String script, String name, Map<String, ?> constants) {
    String text = TorchScript.resource(beside, script, constants);
    return new ScriptFunction(TorchScript.compile(text + entry(text, name)));
  }

  private static String entry(String text, String name) {
    Matcher signature = SIGNATURE.matcher(text);
    while (signature.find()) {
      if (signature.group(1).equals(name)) {
        String arguments = signature.group(2);
        return "def forward(self: __torch__.Function%s) -> %s:\n  return self.%s(%s)\n"
            .formatted(
                arguments,
                signature.group(3),
                name,
                arguments.replaceFirst(", ", "").replace(": Tensor", ""));
      }
    }
    throw new IllegalArgumentException(
        "Expected a definition of %s on tensors in the TorchScript but there is none."
            .formatted(name));
  }

  /** One result, on the first argument's manager. */
  public NDArray apply(NDArray... arguments) {
    return function.train(new NDList(arguments));
  }

  /** The list of results, on the first argument's manager. */
  public NDList applyAll(NDArray... arguments) {
    return function.trainAll(new NDList(arguments));
  }
}
