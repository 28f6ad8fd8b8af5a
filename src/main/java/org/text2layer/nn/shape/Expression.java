package org.text2layer.nn.shape;

/** Something that has a value: a number (Long or Double), flag, list, tensor, or {@link #NONE}. */
interface Expression {
  /** Python's None. */
  Object NONE = new Object();

  Object evaluate(Scope scope);

  /** Reads one expression. */
  static Expression parse(String text) {
    return new ExpressionParser(text).whole();
  }
}
