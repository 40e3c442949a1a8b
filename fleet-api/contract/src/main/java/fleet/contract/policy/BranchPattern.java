package fleet.contract.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names of branches: {@code feature/*} is each in that folder, {@code release-**} each that begins
 * so. A {@code *} stands for letters up to the next slash, {@code **} for any.
 */
public record BranchPattern(String value) implements Comparable<BranchPattern> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.+=@/*-]{1,200}");

  public BranchPattern {
    if (!FORM.matcher(value).matches()
        || value.startsWith("/")
        || value.endsWith("/")
        || value.contains("//")
        || value.contains("***")) {
      throw new IllegalArgumentException(
          "not a pattern of branches: expected one such as feature/* or **");
    }
  }

  @JsonCreator
  public static BranchPattern parse(String text) {
    return new BranchPattern(text);
  }

  /** Whether it is the name of that branch. */
  public boolean matches(String branch) {
    var reached = new boolean[branch.length() + 1];
    reached[0] = true;
    for (var at = 0; at < value.length(); at++) {
      if (value.startsWith("**", at)) {
        passAny(reached, branch, true);
        at++;
      } else if (value.charAt(at) == '*') {
        passAny(reached, branch, false);
      } else {
        passOne(reached, branch, value.charAt(at));
      }
    }
    return reached[branch.length()];
  }

  /** From each place that is reached, all after it are, but for what lies behind a slash. */
  private static void passAny(boolean[] reached, String branch, boolean slashes) {
    for (var at = 1; at < reached.length; at++) {
      reached[at] |= reached[at - 1] && (slashes || branch.charAt(at - 1) != '/');
    }
  }

  private static void passOne(boolean[] reached, String branch, char letter) {
    for (var at = branch.length(); at > 0; at--) {
      reached[at] = reached[at - 1] && branch.charAt(at - 1) == letter;
    }
    reached[0] = false;
  }

  @Override
  public int compareTo(BranchPattern other) {
    return value.compareTo(other.value);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
