package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What people call a saved group of devices; unique in the installation. */
public record GroupName(String value) implements Comparable<GroupName> {
  public GroupName {
    Slug.require("group", value);
  }

  @JsonCreator
  public static GroupName parse(String text) {
    return new GroupName(text);
  }

  @Override
  public int compareTo(GroupName other) {
    return value.compareTo(other.value);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
