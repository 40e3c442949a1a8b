package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A device for as long as it is registered; a name may change, this does not. */
public record DeviceId(UUID value) {
  public static DeviceId random() {
    return new DeviceId(UUID.randomUUID());
  }

  /**
   * Reads the canonical 36-character form.
   *
   * @throws IllegalArgumentException when it is not one
   */
  @JsonCreator
  public static DeviceId parse(String text) {
    var id = Ids.parse("device", text);
    return new DeviceId(id);
  }

  @Override
  @JsonValue
  public String toString() {
    return value.toString();
  }
}
