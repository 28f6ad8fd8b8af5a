package org.text2layer.nn.shape;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an expression by recursive descent, from the weakest operator to the strongest. */
final class ExpressionParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\\d+\\.?\\d*(?:[eE][+-]?\\d+)?|[A-Za-z_]\\w*|\\*\\*|//|[-+*/().,\\[\\]=<>])");

  private static final Map<String, Object> WORDS =
      Map.of("True", true, "False", false, "None", Expression.NONE);

  /** Names before a dot that stand for a module, not for a value. */
  private static final Set<String> MODULES = Set.of("torch", "ops", "self");

  private final String text;
  private final Deque<String> tokens = new ArrayDeque<>();

  ExpressionParser(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw unexpected(text.substring(end).strip());
      }
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
  }

  Expression whole() {
    Expression value = conjunction();
    if (!tokens.isEmpty()) {
      throw unexpected(tokens.peek());
    }
    return value;
  }

  private Expression conjunction() {
    Expression left = comparison();
    while (accept("and")) {
      Expression first = left;
      Expression second = comparison();
      left = scope -> (Boolean) first.evaluate(scope) && (Boolean) second.evaluate(scope);
    }
    return left;
  }

  private Expression comparison() {
    if (accept("not")) {
      Expression operand = comparison();
      return scope -> !(Boolean) operand.evaluate(scope);
    }
    Expression left = sum();
    for (String operator : List.of("<", ">")) {
      if (accept(operator)) {
        return binary(operator, left, sum());
      }
    }
    return left;
  }

  private Expression sum() {
    Expression left = product();
    while (isNext("+", "-")) {
      left = binary(tokens.pop(), left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = unary();
    while (isNext("*", "//", "/")) {
      left = binary(tokens.pop(), left, unary());
    }
    return left;
  }

  private Expression unary() {
    if (accept("-")) {
      return binary("-", scope -> 0L, unary());
    }
    Expression base = postfix();
    return accept("**") ? binary("**", base, unary()) : base;
  }

  /** A value, and methods called on it: x.contiguous() is torch.contiguous(x). */
  private Expression postfix() {
    Expression value = primary();
    while (accept(".")) {
      String method = "torch." + tokens.pop();
      Expression receiver = value;
      List<Expression> arguments = new ArrayList<>(List.of(receiver));
      require("(");
      arguments.addAll(list(")"));
      value = call(method, arguments);
    }
    return value;
  }

  private Expression primary() {
    String token = tokens.isEmpty() ? "" : tokens.pop();
    if (token.equals("(")) {
      Expression inner = conjunction();
      require(")");
      return inner;
    }
    if (token.equals("[")) {
      List<Expression> entries = list("]");
      return scope -> entries.stream().map(entry -> entry.evaluate(scope)).toList();
    }
    if (WORDS.containsKey(token)) {
      return scope -> WORDS.get(token);
    }
    if (token.matches("\\d+")) {
      return scope -> Long.valueOf(token);
    }
    if (token.matches("\\d.*")) {
      return scope -> Double.valueOf(token);
    }
    if (!token.matches("\\w+")) {
      throw unexpected(token);
    }
    return MODULES.contains(token) ? call(token) : scope -> scope.get(token);
  }

  private Expression call(String module) {
    StringBuilder name = new StringBuilder(module);
    while (accept(".")) {
      name.append('.').append(tokens.pop());
    }
    require("(");
    return call(name.toString(), list(")"));
  }

  private static Expression call(String name, List<Expression> arguments) {
    return scope -> scope.call(name, arguments.stream().map(each -> each.evaluate(scope)).toList());
  }

  /** Entries up to the closing token. Keyword arguments (scale=, dtype=) change no shape. */
  private List<Expression> list(String closing) {
    List<Expression> entries = new ArrayList<>();
    while (!accept(closing)) {
      Expression entry = comparison();
      if (accept("=")) {
        comparison();
      } else {
        entries.add(entry);
      }
      if (!isNext(closing)) {
        require(",");
      }
    }
    return entries;
  }

  private static Expression binary(String operator, Expression left, Expression right) {
    return scope ->
        scope.call("operator." + operator, List.of(left.evaluate(scope), right.evaluate(scope)));
  }

  private boolean isNext(String... expected) {
    return !tokens.isEmpty() && List.of(expected).contains(tokens.peek());
  }

  private boolean accept(String token) {
    boolean next = isNext(token);
    if (next) {
      tokens.pop();
    }
    return next;
  }

  private void require(String token) {
    if (!accept(token)) {
      throw unexpected(tokens.isEmpty() ? "the end" : tokens.peek());
    }
  }

  private IllegalArgumentException unexpected(String found) {
    return new IllegalArgumentException(
        "Expected an expression of this library's scripts but came '%s' in '%s': correct the script, or teach ExpressionParser the syntax."
            .formatted(found, text));
  }
}
