package fleet.builder.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Docker's {@code .dockerignore}: one pattern a line, {@code #} comments, {@code !} exceptions,
 * {@code *}, {@code ?}, {@code [a-z]} within a name and {@code **} over any number of folders. A
 * pattern that matches a folder matches all that is in it; the last pattern that matches decides.
 * Pure.
 */
public final class IgnoreRules {
  private static final int MAX_RULES = 10_000;

  private final List<Rule> rules;

  private IgnoreRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads the file's text.
   *
   * @throws IllegalArgumentException with the line that is not a pattern
   */
  public static IgnoreRules parse(String text) {
    var rules = new ArrayList<Rule>();
    for (var line : text.lines().limit(MAX_RULES).toList()) {
      var pattern = line.startsWith("\uFEFF") ? line.substring(1) : line;
      if (!pattern.startsWith("#") && !pattern.isBlank()) {
        rules.add(Rule.parse(pattern.strip()));
      }
    }
    return new IgnoreRules(rules);
  }

  /** Says whether a path (relative, with {@code /}) is left out of the context. */
  public boolean ignores(String path) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).matches(path)) {
        return !rules.get(i).exception();
      }
    }
    return false;
  }

  private record Rule(Pattern pattern, boolean exception) {
    static Rule parse(String line) {
      var exception = line.startsWith("!");
      var path = clean(exception ? line.substring(1).strip() : line);
      try {
        return new Rule(Pattern.compile(expression(path)), exception);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException("'%s' is not a pattern".formatted(line), e);
      }
    }

    boolean matches(String path) {
      for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
        if (pattern.matcher(path.substring(0, end)).matches()) {
          return true;
        }
      }
      return pattern.matcher(path).matches();
    }

    /** Removes {@code .}, {@code ..} and empty parts, as Go's path.Clean and a leading slash do. */
    private static String clean(String path) {
      var parts = new ArrayList<String>();
      for (var part : path.split("/")) {
        if (part.equals("..")) {
          if (!parts.isEmpty()) {
            parts.removeLast();
          }
        } else if (!part.isEmpty() && !part.equals(".")) {
          parts.add(part);
        }
      }
      return String.join("/", parts);
    }

    private static String expression(String path) {
      var out = new StringBuilder();
      for (int i = 0; i < path.length(); i++) {
        var next = path.charAt(i);
        if (path.startsWith("**", i)) {
          i = path.startsWith("**/", i) ? i + 2 : i + 1;
          out.append(i == path.length() - 1 && path.charAt(i) == '*' ? ".*" : "(?:.*/)?");
        } else if (next == '*') {
          out.append("[^/]*");
        } else if (next == '?') {
          out.append("[^/]");
        } else if (next == '[' && path.indexOf(']', i) > i + 1) {
          var end = path.indexOf(']', i);
          out.append(path, i, end + 1);
          i = end;
        } else {
          if (next == '\\' && i + 1 < path.length()) {
            next = path.charAt(++i);
          }
          out.append(Pattern.quote(String.valueOf(next)));
        }
      }
      return out.toString();
    }
  }
}
