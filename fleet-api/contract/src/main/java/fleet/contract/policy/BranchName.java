package fleet.contract.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A branch of a fleet's repository, without {@code refs/heads/}. */
public record BranchName(String value) {
  /** Of what git allows in one, what no shell or pattern takes for something else. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+=@-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.+=@-]*)*");

  private static final int MAX_CHARS = 200;

  public BranchName {
    if (value.length() > MAX_CHARS
        || !FORM.matcher(value).matches()
        || value.contains("..")
        || value.endsWith(".")
        || value.contains("./")
        || value.endsWith(".lock")) {
      throw new IllegalArgumentException(
          "not a branch's name: expected one such as main or feature/oven");
    }
  }

  @JsonCreator
  public static BranchName parse(String text) {
    return new BranchName(text);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
