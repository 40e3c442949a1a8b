package fleet.contract.provider;

import java.util.Collection;

/** Bounds of what the terms of a provider hold. */
final class Words {
  private static final int MOST_CHARS = 200;
  private static final int MOST = 200;

  private Words() {}

  /** Goes on only with a text that is neither empty nor endless, and can be printed. */
  static void require(String what, String text) {
    if (text.isBlank()
        || text.length() > MOST_CHARS
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "%s: expected 1 to %d characters that can be printed".formatted(what, MOST_CHARS));
    }
  }

  static void requireFew(String what, Collection<?> many) {
    if (many.size() > MOST) {
      throw new IllegalArgumentException("%s: at most %d".formatted(what, MOST));
    }
  }
}
