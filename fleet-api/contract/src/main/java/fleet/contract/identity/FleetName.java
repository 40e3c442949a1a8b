package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The name of a fleet: devices that run the same releases. It is also the first part of its image
 * repositories.
 */
public record FleetName(String value) implements Comparable<FleetName> {
  public FleetName {
    Slug.require("fleet", value);
  }

  @JsonCreator
  public static FleetName parse(String text) {
    return new FleetName(text);
  }

  @Override
  public int compareTo(FleetName other) {
    return value.compareTo(other.value);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
