package fleet.builder.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One pattern, as a row of parts through which a path is followed in all ways at once: however a
 * pattern is written, a path costs its length times the pattern's. Pure.
 */
final class IgnorePattern {
  /** What may stand next in a path. */
  private sealed interface Part {
    record One(int character) implements Part {}

    /** Of a class such as {@code [a-z]}; bounds in pairs. */
    record OneOf(List<Integer> bounds, boolean isNegated) implements Part {
      boolean has(int character) {
        return isNegated
            != IntStream.iterate(0, at -> at < bounds.size(), at -> at + 2)
                .anyMatch(at -> bounds.get(at) <= character && character <= bounds.get(at + 1));
      }
    }

    /** Any but a slash. */
    record Any() implements Part {}

    /** Any number within a name. */
    record Several() implements Part {}

    /** Any number of whole folders. */
    record Folders() implements Part {}

    /** Anything. */
    record All() implements Part {}

    default boolean isOptional() {
      return this instanceof Several || this instanceof Folders || this instanceof All;
    }
  }

  private final List<Part> parts;

  private IgnorePattern(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * @throws IllegalArgumentException when a class is not closed, or an escape escapes nothing
   */
  static IgnorePattern parse(String pattern) {
    return new IgnorePattern(new Reading(pattern.codePoints().toArray()).parts());
  }

  /** Whether the path matches, or a folder that it is in. */
  boolean matches(String path) {
    if (parts.isEmpty()) {
      return false;
    }
    var walk = new Walk();
    for (var character : (Iterable<Integer>) path.codePoints()::iterator) {
      if (character == '/' && walk.isThere()) {
        return true;
      }
      walk.take(character);
    }
    return walk.isThere();
  }

  /** All places in the row that a path may have led to. Mutable; one for a path. */
  private final class Walk {
    private boolean[] at = new boolean[parts.size() + 1];
    private boolean[] inFolders = new boolean[parts.size()];

    Walk() {
      at[0] = true;
      passOptional();
    }

    boolean isThere() {
      return at[parts.size()];
    }

    void take(int character) {
      var before = at;
      var before2 = inFolders;
      at = new boolean[before.length];
      inFolders = new boolean[before2.length];
      for (var place = 0; place < parts.size(); place++) {
        if (before[place] || before2[place]) {
          step(place, character, before[place]);
        }
      }
      passOptional();
    }

    private void step(int place, int character, boolean isAtPart) {
      switch (parts.get(place)) {
        case Part.One(var wanted) -> at[place + 1] |= isAtPart && wanted == character;
        case Part.OneOf oneOf -> at[place + 1] |= isAtPart && oneOf.has(character);
        case Part.Any() -> at[place + 1] |= isAtPart && character != '/';
        case Part.Several() -> at[place] |= isAtPart && character != '/';
        case Part.All() -> at[place] |= isAtPart;
        case Part.Folders() -> {
          inFolders[place] = true;
          at[place + 1] |= character == '/';
        }
      }
    }

    private void passOptional() {
      for (var place = 0; place < parts.size(); place++) {
        at[place + 1] |= at[place] && parts.get(place).isOptional();
      }
    }
  }

  /** Reads a pattern. Mutable; one for a pattern. */
  private static final class Reading {
    private final int[] text;
    private final List<Part> parts = new ArrayList<>();
    private int next;

    Reading(int[] text) {
      this.text = text;
    }

    List<Part> parts() {
      while (next < text.length) {
        parts.add(part());
      }
      return parts;
    }

    private Part part() {
      var character = text[next++];
      return switch (character) {
        case '*' -> next < text.length && text[next] == '*' ? stars() : new Part.Several();
        case '?' -> new Part.Any();
        case '[' -> oneOf();
        case '\\' -> new Part.One(escaped());
        default -> new Part.One(character);
      };
    }

    /** Before plain letters at the begin of a pattern they stand for the begin of a name too. */
    private Part stars() {
      next++;
      var isSlash = next < text.length && text[next] == '/';
      if (isSlash) {
        next++;
      }
      var isSuffix = parts.isEmpty() && !isSlash && isPlain();
      return next == text.length || isSuffix ? new Part.All() : new Part.Folders();
    }

    private boolean isPlain() {
      return Arrays.stream(text, next, text.length).noneMatch(it -> "*?[]\\".indexOf(it) >= 0);
    }

    private Part oneOf() {
      var isNegated = next < text.length && text[next] == '^';
      if (isNegated) {
        next++;
      }
      var bounds = new ArrayList<Integer>();
      while (next < text.length && (text[next] != ']' || bounds.isEmpty())) {
        var low = bound();
        var isRange = next < text.length && text[next] == '-';
        if (isRange) {
          next++;
        }
        var high = isRange ? bound() : low;
        require(low <= high);
        bounds.addAll(List.of(low, high));
      }
      require(next < text.length);
      next++;
      return new Part.OneOf(bounds, isNegated);
    }

    private int bound() {
      require(next < text.length && text[next] != '-' && text[next] != ']');
      var character = text[next++];
      return character == '\\' ? escaped() : character;
    }

    private int escaped() {
      require(next < text.length);
      return text[next++];
    }

    private static void require(boolean condition) {
      if (!condition) {
        throw new IllegalArgumentException("not a pattern");
      }
    }
  }
}
