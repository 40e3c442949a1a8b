package fleet.contract.operator;

import fleet.contract.identity.Secret;
import fleet.contract.variable.VariableName;
import java.nio.charset.StandardCharsets;

/**
 * A variable to set.
 *
 * @param value at most 32 KiB as UTF-8, without NUL
 * @param secret whether the value is never shown again, and encrypted wherever it is kept
 */
public record NewVariable(VariableName name, Secret value, boolean secret) {
  /** How long a value may be, in UTF-8. */
  public static final int MAX_BYTES = 32 * 1024;

  public NewVariable {
    var text = value.reveal();
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the value of %s is longer than 32 KiB, or has a NUL in it".formatted(name));
    }
  }
}
