package org.text2layer.nn.shape;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of TorchScript functions, as far as this library's scripts use the language:
 * functions, assignments, if and else, return.
 */
final class Script {
  private static final Pattern HEADER = Pattern.compile("def (\\w+)\\((.*)\\) -> \\w+:");

  /** A function's parameters (without self) and its statements. */
  record Function(List<String> parameters, List<Statement> body) {}

  /** What a statement gives back: a value where it, or one inside it, returns. */
  interface Statement {
    Optional<Object> run(Scope scope);
  }

  private record Line(int indent, String text) {}

  private final Deque<Line> lines = new ArrayDeque<>();

  private Script(String source) {
    for (String line : source.split("\n")) {
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        lines.add(new Line(line.indexOf(text), text));
      }
    }
  }

  /** The functions of a text by name. */
  static Map<String, Function> functions(String source) {
    Script script = new Script(source);
    Map<String, Function> functions = new LinkedHashMap<>();
    while (!script.lines.isEmpty()) {
      Line line = script.lines.pop();
      Matcher header = HEADER.matcher(line.text());
      if (header.matches()) {
        List<String> parameters =
            Arrays.stream(header.group(2).split(","))
                .skip(1)
                .map(parameter -> parameter.split(":")[0].strip())
                .toList();
        functions.put(header.group(1), new Function(parameters, script.block(line.indent())));
      }
    }
    return functions;
  }

  /** The statements of one function, without its header. */
  static List<Statement> body(String text) {
    return new Script(text).block(-1);
  }

  /** Runs statements up to the first that returns. */
  static Optional<Object> run(List<Statement> statements, Scope scope) {
    for (Statement statement : statements) {
      Optional<Object> result = statement.run(scope);
      if (result.isPresent()) {
        return result;
      }
    }
    return Optional.empty();
  }

  /** The statements that are indented more than their header. */
  private List<Statement> block(int outer) {
    List<Statement> statements = new ArrayList<>();
    while (!lines.isEmpty() && lines.peek().indent() > outer) {
      statements.add(statement(lines.pop()));
    }
    return statements;
  }

  private Statement statement(Line line) {
    if (line.text().startsWith("if ")) {
      return branch(line);
    }
    if (line.text().startsWith("return ")) {
      Expression value = Expression.parse(line.text().substring("return ".length()));
      return scope -> Optional.of(value.evaluate(scope));
    }
    return assignment(line.text());
  }

  private Statement branch(Line line) {
    String condition = line.text().substring("if ".length(), line.text().length() - 1);
    Expression test = Expression.parse(condition);
    List<Statement> then = block(line.indent());
    boolean hasElse = !lines.isEmpty() && lines.peek().equals(new Line(line.indent(), "else:"));
    if (hasElse) {
      lines.pop();
    }
    List<Statement> otherwise = hasElse ? block(line.indent()) : List.of();
    return scope -> run((Boolean) test.evaluate(scope) ? then : otherwise, scope);
  }

  private static Statement assignment(String text) {
    int equals = text.indexOf(" = ");
    if (equals < 0) {
      throw new IllegalArgumentException(
          "Expected an assignment, if or return in a script but came '"
              + text
              + "': write it as one of them.");
    }
    String[] names = text.substring(0, equals).split(", ");
    Expression value = Expression.parse(text.substring(equals + " = ".length()));
    return scope -> {
      Object result = value.evaluate(scope);
      List<?> parts = names.length == 1 ? List.of(result) : (List<?>) result;
      for (int i = 0; i < names.length; i++) {
        scope.set(names[i], parts.get(i));
      }
      return Optional.empty();
    };
  }
}
