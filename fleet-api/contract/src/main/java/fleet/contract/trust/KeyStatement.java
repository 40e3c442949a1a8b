package fleet.contract.trust;

import fleet.contract.identity.PublicKey;
import java.time.Instant;

/**
 * The next signing key, said by the one before it: so that who trusts generation N comes to trust N
 * + 1 without being touched.
 *
 * @param generation counts the installation's signing keys from 1
 */
public record KeyStatement(int generation, PublicKey key, Instant issued) {
  /** The DSSE payload type. */
  public static final String TYPE = "application/vnd.fleet.key.v1+json";

  public KeyStatement {
    if (generation < 1) {
      throw new IllegalArgumentException("generations of keys are counted from 1");
    }
  }
}
