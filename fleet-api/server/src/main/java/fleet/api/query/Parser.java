package fleet.api.query;

import java.util.ArrayList;
import java.util.List;

/** Reads a query, by recursive descent of bounded depth. Mutable, used once by one thread. */
final class Parser {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_CONDITIONS = 100;

  private final List<Token> tokens;
  private int at;
  private int depth;
  private int conditions;

  Parser(String text) {
    this.tokens = Tokens.of(text);
  }

  /** All of the text; without any words, every device. */
  Query query() {
    if (peek().kind() == Token.Kind.END) {
      return new Query.All(List.of());
    }
    var query = any();
    if (peek().kind() != Token.Kind.END) {
      throw unexpected("'and', 'or' or the end");
    }
    return query;
  }

  private Query any() {
    var parts = new ArrayList<>(List.of(all()));
    while (takeWord("or")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.getFirst() : new Query.Any(parts);
  }

  private Query all() {
    var parts = new ArrayList<>(List.of(one()));
    while (takeWord("and")) {
      parts.add(one());
    }
    return parts.size() == 1 ? parts.getFirst() : new Query.All(parts);
  }

  private Query one() {
    if (++depth > MAX_DEPTH) {
      throw QueryFault.at(
          peek().position(), "a query is nested %d deep at most".formatted(MAX_DEPTH), "");
    }
    try {
      if (takeWord("not")) {
        return new Query.Not(one());
      }
      if (takeSymbol("(")) {
        var inner = any();
        require(")");
        return inner;
      }
      return condition();
    } finally {
      depth--;
    }
  }

  private Query condition() {
    if (++conditions > MAX_CONDITIONS) {
      throw QueryFault.at(
          peek().position(), "a query has at most %d conditions".formatted(MAX_CONDITIONS), "");
    }
    if (takeWord("exists")) {
      return Fields.exists(field());
    }
    var field = field();
    var operator = next();
    if (operator.isWord("in")) {
      return Fields.condition(field, new Question(operator, list()));
    }
    if (operator.isWord("like") || isComparison(operator)) {
      return Fields.condition(field, new Question(operator, List.of(value())));
    }
    throw QueryFault.at(
        operator.position(),
        "expected an operator after '%s', not %s".formatted(field.text(), operator.named()),
        "operators: = != < <= > >= in like");
  }

  private Token field() {
    if (peek().kind() != Token.Kind.WORD) {
      throw unexpected("a field");
    }
    return next();
  }

  private List<Token> list() {
    require("(");
    var values = new ArrayList<>(List.of(value()));
    while (takeSymbol(",")) {
      values.add(value());
    }
    require(")");
    return values;
  }

  private Token value() {
    if (peek().kind() != Token.Kind.WORD && peek().kind() != Token.Kind.QUOTED) {
      throw unexpected("a value");
    }
    return next();
  }

  private void require(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected("'%s'".formatted(symbol));
    }
  }

  private boolean takeWord(String word) {
    return peek().isWord(word) && next() != null;
  }

  private boolean takeSymbol(String symbol) {
    return peek().isSymbol(symbol) && next() != null;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    var token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  private static boolean isComparison(Token token) {
    return token.isSymbol("=")
        || token.isSymbol("!=")
        || (token.kind() == Token.Kind.SYMBOL && Comparison.find(token.text()).isPresent());
  }

  private RuntimeException unexpected(String wanted) {
    return QueryFault.at(
        peek().position(), "expected %s, not %s".formatted(wanted, peek().named()), "");
  }
}
