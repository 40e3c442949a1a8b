package fleet.contract.operator;

import java.util.Optional;

/** Free text that people put on things. */
final class Note {
  private static final int MAX_CHARS = 4_000;

  private Note() {}

  static void require(Optional<String> note) {
    if (note.filter(text -> text.length() > MAX_CHARS).isPresent()) {
      throw new IllegalArgumentException("a note has at most %d characters".formatted(MAX_CHARS));
    }
  }
}
