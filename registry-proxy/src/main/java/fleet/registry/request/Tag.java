package fleet.registry.request;

import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.util.regex.Pattern;

/** A name for a manifest that may move to another one. */
public record Tag(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  /**
   * @throws RegistryException MANIFEST_INVALID when it is not one
   */
  public Tag {
    if (!SHAPE.matcher(value).matches()) {
      throw new RegistryException(
          ErrorCode.MANIFEST_INVALID,
          "a tag has 1 to 128 letters, digits, '_', '.' and '-', and does not start with '.' or '-'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
