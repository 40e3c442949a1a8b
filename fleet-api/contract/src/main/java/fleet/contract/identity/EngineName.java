package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name by which a server knows one of the engines that build for it. */
public record EngineName(String value) implements Comparable<EngineName> {
  public EngineName {
    Slug.require("build engine", value);
  }

  @JsonCreator
  public static EngineName parse(String text) {
    return new EngineName(text);
  }

  @Override
  public int compareTo(EngineName other) {
    return value.compareTo(other.value);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
