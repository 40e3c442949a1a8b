package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One attempt to make a release. */
public record BuildId(UUID value) {
  public static BuildId random() {
    return new BuildId(UUID.randomUUID());
  }

  /**
   * Reads the canonical 36-character form.
   *
   * @throws IllegalArgumentException when it is not one
   */
  @JsonCreator
  public static BuildId parse(String text) {
    var id = Ids.parse("build", text);
    return new BuildId(id);
  }

  @Override
  @JsonValue
  public String toString() {
    return value.toString();
  }
}
