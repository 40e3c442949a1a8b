package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A device for as long as it is registered; a name may change, this does not. */
public record DeviceId(UUID value) {
  private static final int BRIEF = 8;

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

  /** Its first eight digits, by which the things of a device on an engine are told apart. */
  public String brief() {
    return toString().substring(0, BRIEF);
  }

  @Override
  @JsonValue
  public String toString() {
    return value.toString();
  }
}
