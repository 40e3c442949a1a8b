package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One remote access of one person to one device. */
public record SessionId(UUID value) {
  public static SessionId random() {
    return new SessionId(UUID.randomUUID());
  }

  /**
   * Reads the canonical 36-character form.
   *
   * @throws IllegalArgumentException when it is not one
   */
  @JsonCreator
  public static SessionId parse(String text) {
    var id = Ids.parse("session", text);
    return new SessionId(id);
  }

  @Override
  @JsonValue
  public String toString() {
    return value.toString();
  }
}
