package fleet.contract.identity;

import java.util.UUID;

/** Reads the canonical form of a UUID, and only that one. */
final class Ids {
  private static final int CANONICAL_LENGTH = 36;

  private Ids() {}

  static UUID parse(String what, String text) {
    if (text.length() != CANONICAL_LENGTH) {
      throw new IllegalArgumentException("not a %s id: expected a UUID".formatted(what));
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a %s id: expected a UUID".formatted(what), e);
    }
  }
}
