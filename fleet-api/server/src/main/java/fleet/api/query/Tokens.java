package fleet.api.query;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into its words. Mutable, used once by one thread. */
final class Tokens {
  private static final int MAX_CHARS = 2_000;
  private static final String IN_WORDS = "._-+:/*@";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(String text) {
    this.text = text;
  }

  /** All words, and an end. */
  static List<Token> of(String text) {
    if (text.length() > MAX_CHARS) {
      throw QueryFault.at(
          MAX_CHARS + 1, "a query has at most %d characters".formatted(MAX_CHARS), "");
    }
    return new Tokens(text).cut();
  }

  private List<Token> cut() {
    while (at < text.length()) {
      var next = text.charAt(at);
      if (Character.isWhitespace(next)) {
        at++;
      } else if (next == '"') {
        quoted();
      } else if (isOfWord(next)) {
        word();
      } else {
        symbol();
      }
    }
    tokens.add(new Token(Token.Kind.END, "", text.length() + 1));
    return List.copyOf(tokens);
  }

  private void word() {
    var start = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    tokens.add(new Token(Token.Kind.WORD, text.substring(start, at), start + 1));
  }

  private void quoted() {
    var start = at++;
    var value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      }
      if (at < text.length()) {
        value.append(plain(text.charAt(at++)));
      }
    }
    if (at >= text.length()) {
      throw QueryFault.at(start + 1, "this quote is never closed", "end the value with '\"'");
    }
    at++;
    tokens.add(new Token(Token.Kind.QUOTED, value.toString(), start + 1));
  }

  private void symbol() {
    for (var symbol : List.of("!=", "<=", ">=", "=", "<", ">", "(", ")", ",")) {
      if (text.startsWith(symbol, at)) {
        tokens.add(new Token(Token.Kind.SYMBOL, symbol, at + 1));
        at += symbol.length();
        return;
      }
    }
    throw QueryFault.at(
        at + 1, "this character has no meaning here", "put values that have it in quotes");
  }

  /** PostgreSQL keeps no text with a zero character. */
  private char plain(char character) {
    if (Character.isISOControl(character)) {
      throw QueryFault.at(at, "a value has no control characters", "");
    }
    return character;
  }

  private static boolean isOfWord(char character) {
    return Character.isLetterOrDigit(character) || IN_WORDS.indexOf(character) >= 0;
  }
}
