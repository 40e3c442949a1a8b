package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name that a person signs in with. */
public record UserName(String value) implements Comparable<UserName> {
  public UserName {
    Slug.require("user", value);
  }

  @JsonCreator
  public static UserName parse(String text) {
    return new UserName(text);
  }

  @Override
  public int compareTo(UserName other) {
    return value.compareTo(other.value);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
