package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One release of one fleet. */
public record ReleaseId(UUID value) {
  public static ReleaseId random() {
    return new ReleaseId(UUID.randomUUID());
  }

  /**
   * Reads the canonical 36-character form.
   *
   * @throws IllegalArgumentException when it is not one
   */
  @JsonCreator
  public static ReleaseId parse(String text) {
    var id = Ids.parse("release", text);
    return new ReleaseId(id);
  }

  @Override
  @JsonValue
  public String toString() {
    return value.toString();
  }
}
