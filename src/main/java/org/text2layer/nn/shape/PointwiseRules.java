package org.text2layer.nn.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Operators element by element, and norms. What each keeps for its gradient is as in PyTorch's
 * derivatives.yaml; the few numbers a group that norms keep besides are left out.
 */
final class PointwiseRules {
  /** Operators that give whole numbers of whole numbers, or compare them. */
  private static final List<String> WHOLE = List.of("+", "-", "*", "//", "<", ">");

  private final Tape tape;

  PointwiseRules(Tape tape) {
    this.tape = tape;
  }

  void addTo(Map<String, Operators.Rule> rules) {
    for (String name : List.of("silu", "gelu", "relu6", "cos", "sin", "clamp")) {
      rules.put("torch." + name, a -> keepingInput(a.tensor(0)));
    }
    for (String name : List.of("sigmoid", "exp", "relu")) {
      rules.put("torch." + name, a -> keepingResult(fresh(a.tensor(0))));
    }
    for (String name : List.of("group_norm", "layer_norm", "batch_norm")) {
      rules.put("torch." + name, a -> keepingInput(a.tensor(0)));
    }
    rules.put("torch.silu_", a -> siluInPlace(a.tensor(0)));
    for (String name : List.of("relu_", "leaky_relu_", "hardtanh_")) {
      rules.put("torch." + name, a -> resultInPlace(a.tensor(0)));
    }
    rules.put("torch.add_", a -> tape.overwrite(a.tensor(0), a.allTensors()));
    rules.put("torch.mean", this::mean);
    rules.put("operator.+", a -> a.allTensors().isEmpty() ? plain("+", a) : broadcast(a));
    rules.put("operator.-", a -> a.allTensors().isEmpty() ? plain("-", a) : broadcast(a));
    rules.put("operator.*", a -> a.allTensors().isEmpty() ? plain("*", a) : multiply(a));
    for (String name : List.of("/", "//", "**", "<", ">")) {
      rules.put("operator." + name, a -> plain(name, a));
    }
  }

  private Tensor fresh(Tensor x) {
    return tape.write(x.sizes(), x.type(), List.of(x));
  }

  private Tensor keepingInput(Tensor x) {
    Tensor result = fresh(x);
    tape.save(result, x);
    return result;
  }

  private Tensor keepingResult(Tensor result) {
    tape.save(result, result);
    return result;
  }

  private Tensor resultInPlace(Tensor x) {
    return keepingResult(tape.overwrite(x, List.of(x)));
  }

  /** Its gradient needs the old values: autograd copies them before they are overwritten. */
  private Tensor siluInPlace(Tensor x) {
    Tensor old = fresh(x);
    tape.save(old, old);
    return tape.overwrite(x, List.of(x, old));
  }

  private Tensor mean(Arguments arguments) {
    Tensor x = arguments.tensor(0);
    List<Long> sizes = new ArrayList<>(x.sizes());
    arguments.numbers(1).forEach(axis -> sizes.set(x.axis(axis), 1L));
    return tape.write(sizes, x.type(), List.of(x));
  }

  private Tensor broadcast(Arguments arguments) {
    List<Tensor> operands = arguments.allTensors();
    int axes = operands.stream().mapToInt(operand -> operand.sizes().size()).max().orElseThrow();
    List<Long> sizes = new ArrayList<>();
    for (int axis = -axes; axis < 0; axis++) {
      long size = 1;
      for (Tensor operand : operands) {
        boolean has = -axis <= operand.sizes().size();
        size = Math.max(size, has ? operand.size(axis) : 1);
      }
      sizes.add(size);
    }
    return tape.write(sizes, operands.get(0).type(), operands);
  }

  /** A product of two keeps both, a multiple nothing. */
  private Tensor multiply(Arguments arguments) {
    Tensor result = broadcast(arguments);
    List<Tensor> operands = arguments.allTensors();
    if (operands.size() == 2) {
      operands.forEach(operand -> tape.save(result, operand));
    }
    return result;
  }

  private static Object plain(String operator, Arguments arguments) {
    Number left = (Number) arguments.values().get(0);
    Number right = (Number) arguments.values().get(1);
    if (left instanceof Long && right instanceof Long && WHOLE.contains(operator)) {
      return whole(operator, left.longValue(), right.longValue());
    }
    double a = left.doubleValue();
    double b = right.doubleValue();
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "**" -> Math.pow(a, b);
      default ->
          throw new IllegalArgumentException(
              "Expected whole numbers for "
                  + operator
                  + " but came fractions: correct the script.");
    };
  }

  private static Object whole(String operator, long a, long b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "//" -> Math.floorDiv(a, b);
      case "<" -> a < b;
      default -> a > b;
    };
  }
}
