package fleet.registry.request;

import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.util.UUID;

/** One upload that is under way. */
public record UploadId(UUID value) {
  private static final int CHARS = 36;

  /**
   * Reads the canonical 36-character form.
   *
   * @throws RegistryException BLOB_UPLOAD_UNKNOWN when no upload can have that id
   */
  public static UploadId parse(String text) {
    try {
      var value = UUID.fromString(text);
      if (text.length() == CHARS) {
        return new UploadId(value);
      }
    } catch (IllegalArgumentException e) {
      // Said below, together with the forms that UUID takes and we do not.
    }
    throw new RegistryException(ErrorCode.BLOB_UPLOAD_UNKNOWN, "there is no such upload");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
