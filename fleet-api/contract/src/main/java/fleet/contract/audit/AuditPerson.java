package fleet.contract.audit;

import static java.util.Objects.requireNonNull;

import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Whom a mark in the log means.
 *
 * @param number counts them, and stays when the name is erased
 * @param mark 64 hex digits
 * @param salt 64 hex digits; absent once erased
 * @param name a user's name, {@code device}, its id and a name of it, or {@code address} and an
 *     address; absent once erased
 */
public record AuditPerson(long number, String mark, Optional<String> salt, Optional<String> name) {
  private static final String FORM = "fleet-person-1";
  private static final int SALT_DIGITS = 64;

  public AuditPerson {
    requireNonNull(mark, "mark");
  }

  /** Says whether the mark is this name's; true of whoever is erased. */
  public boolean holds() {
    if (name.isEmpty() || salt.isEmpty()) {
      return name.isEmpty() && salt.isEmpty();
    }
    return salt.get().length() == SALT_DIGITS && mark.equals(mark(salt.get(), name.get()));
  }

  private static String mark(String salt, String name) {
    var hash = Digest.sha256();
    hash.update(FORM.getBytes(StandardCharsets.UTF_8));
    try {
      hash.update(HexFormat.of().parseHex(salt));
    } catch (IllegalArgumentException e) {
      return "";
    }
    return HexFormat.of().formatHex(hash.digest(name.getBytes(StandardCharsets.UTF_8)));
  }
}
