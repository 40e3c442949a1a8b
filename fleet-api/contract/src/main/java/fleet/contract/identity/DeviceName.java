package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What people call a device; unique in its fleet, and may change, unlike its DeviceId. */
public record DeviceName(String value) implements Comparable<DeviceName> {
  public DeviceName {
    Slug.require("device", value);
  }

  @JsonCreator
  public static DeviceName parse(String text) {
    return new DeviceName(text);
  }

  @Override
  public int compareTo(DeviceName other) {
    return value.compareTo(other.value);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
