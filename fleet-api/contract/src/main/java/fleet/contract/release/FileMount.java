package fleet.contract.release;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import fleet.contract.variable.VariableName;

/** A file that a service sees beside its image, and cannot write. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FileMount.Content.class, name = "content"),
  @JsonSubTypes.Type(value = FileMount.Value.class, name = "value")
})
public sealed interface FileMount {
  /** Absolute path in the container. */
  String target();

  FileAccess access();

  /**
   * A config of the project.
   *
   * @param digest of its UTF-8 bytes; the composition has them
   */
  record Content(String target, Digest digest, FileAccess access) implements FileMount {}

  /**
   * The value of a variable that the fleet, the device or the service is given, which then is not
   * in the service's environment. It is never on the device's disk in clear.
   */
  record Value(String target, VariableName variable, FileAccess access) implements FileMount {}

  /**
   * Whose the file is in the container.
   *
   * @param mode permission bits
   */
  record FileAccess(int user, int group, int mode) {
    private static final int ALL = 07777;

    public static final FileAccess USUAL = new FileAccess(0, 0, 0444);

    public FileAccess {
      if (user < 0 || group < 0 || mode < 0 || mode > ALL) {
        throw new IllegalArgumentException(
            "a file belongs to ids of 0 or more, and its mode is 0 to 07777");
      }
    }
  }
}
