package fleet.builder.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Docker's {@code .dockerignore}: one pattern a line, {@code #} comments, {@code !} exceptions,
 * {@code *}, {@code ?}, {@code [a-z]} within a name and {@code **} over any number of folders. A
 * pattern that matches a folder matches all that is in it; the last pattern that matches decides.
 * Pure.
 */
public final class IgnoreRules {
  private static final int MAX_RULES = 10_000;
  private static final String MARK = "\uFEFF";

  private final List<Rule> rules;

  private IgnoreRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  private record Rule(IgnorePattern pattern, boolean exception) {}

  /**
   * Reads the file's text.
   *
   * @throws IllegalArgumentException with the line that is not a pattern
   */
  public static IgnoreRules parse(String text) {
    var rules = new ArrayList<Rule>();
    for (var line : (Iterable<String>) text.lines()::iterator) {
      var pattern = rules.isEmpty() && line.startsWith(MARK) ? line.substring(1) : line;
      if (!pattern.startsWith("#") && !pattern.isBlank()) {
        rules.add(rule(pattern.strip()));
      }
      if (rules.size() > MAX_RULES) {
        throw new IllegalArgumentException("there are more than %d patterns".formatted(MAX_RULES));
      }
    }
    return new IgnoreRules(rules);
  }

  /** Says whether a path (relative, with {@code /}) is left out of the context. */
  public boolean ignores(String path) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).pattern().matches(path)) {
        return !rules.get(i).exception();
      }
    }
    return false;
  }

  private static Rule rule(String line) {
    var exception = line.startsWith("!");
    var path = exception ? line.substring(1).strip() : line;
    if (path.isEmpty()) {
      throw new IllegalArgumentException("'%s' is not a pattern".formatted(line));
    }
    try {
      return new Rule(IgnorePattern.parse(clean(path)), exception);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'%s' is not a pattern".formatted(line), e);
    }
  }

  /**
   * Removes {@code .}, {@code ..} and empty parts, and a slash at the begin. What leads out of the
   * context stays, and matches nothing.
   */
  private static String clean(String path) {
    var parts = new ArrayList<String>();
    for (var part : path.split("/")) {
      if (!part.equals("..")) {
        if (!part.isEmpty() && !part.equals(".")) {
          parts.add(part);
        }
      } else if (!parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!path.startsWith("/")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}
