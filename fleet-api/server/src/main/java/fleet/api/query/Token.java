package fleet.api.query;

/**
 * One word of a query.
 *
 * @param text without quotes
 * @param position of its first character, from 1
 */
record Token(Kind kind, String text, int position) {
  /** What it is. */
  enum Kind {
    WORD,
    QUOTED,
    SYMBOL,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** As a sentence names it. */
  String named() {
    return kind == Kind.END ? "the end" : "'%s'".formatted(text);
  }
}
