package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a place that people sign in at is called here; it stands in the address to which it answers.
 */
public record ProviderName(String value) implements Comparable<ProviderName> {
  public ProviderName {
    Slug.require("provider", value);
  }

  @JsonCreator
  public static ProviderName parse(String text) {
    return new ProviderName(text);
  }

  @Override
  public int compareTo(ProviderName other) {
    return value.compareTo(other.value);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
