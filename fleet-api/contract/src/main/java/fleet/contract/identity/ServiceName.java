package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a service in a composition; with the fleet's name it is an image repository. */
public record ServiceName(String value) implements Comparable<ServiceName> {
  public ServiceName {
    Slug.require("service", value);
  }

  @JsonCreator
  public static ServiceName parse(String text) {
    return new ServiceName(text);
  }

  @Override
  public int compareTo(ServiceName other) {
    return value.compareTo(other.value);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
