package fleet.api.query;

import java.util.List;

/**
 * What is asked of a field.
 *
 * @param values one, or for {@code in} some
 */
record Question(Token operator, List<Token> values) {
  Question {
    values = List.copyOf(values);
  }

  boolean isEquality() {
    return operator.isSymbol("=") || operator.isSymbol("!=") || operator.isWord("in");
  }

  boolean isLike() {
    return operator.isWord("like");
  }

  Comparison comparison() {
    return Comparison.find(operator.text()).orElseThrow();
  }

  Token value() {
    return values.getFirst();
  }

  /** The condition, or for {@code !=} its contrary. */
  Query signed(Query condition) {
    return operator.isSymbol("!=") ? new Query.Not(condition) : condition;
  }
}
