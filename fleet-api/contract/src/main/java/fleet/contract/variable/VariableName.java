package fleet.contract.variable;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of an environment variable; those that begin with {@code FLEET_} are ours. */
public record VariableName(String value) implements Comparable<VariableName> {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final String RESERVED = "FLEET_";

  public VariableName {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not a variable's name: use up to 128 letters, digits and '_', no digit first");
    }
    if (value.startsWith(RESERVED)) {
      throw new IllegalArgumentException("names that begin with FLEET_ are reserved");
    }
  }

  @JsonCreator
  public static VariableName parse(String text) {
    return new VariableName(text);
  }

  @Override
  public int compareTo(VariableName other) {
    return value.compareTo(other.value);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
