package fleet.registry.request;

import fleet.contract.release.Digest;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;

/** Reads digests that clients sent. */
public final class DigestText {
  private DigestText() {}

  /**
   * Reads one.
   *
   * @throws RegistryException DIGEST_INVALID when it is not a SHA-256 digest
   */
  public static Digest parse(String text) {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          ErrorCode.DIGEST_INVALID, "a digest is 'sha256:' and 64 lower-case hex digits");
    }
  }
}
