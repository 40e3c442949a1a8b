package fleet.contract.trust;

import fleet.contract.identity.PublicKey;
import java.util.regex.Pattern;

/**
 * Somebody whose signature a fleet's releases may need.
 *
 * @param name that people know them by: lower-case letters, digits, {@code -}, {@code _} and {@code
 *     .}
 */
public record Signer(String name, PublicKey key) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  public Signer {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "not a signer's name: expected lower-case letters, digits, '-', '_' and '.'");
    }
  }
}
