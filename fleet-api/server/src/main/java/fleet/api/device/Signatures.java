package fleet.api.device;

import java.util.Base64;

/** Signatures as they stand on the wire: URL-safe base64. */
final class Signatures {
  private Signatures() {}

  /**
   * The bytes of a signature.
   *
   * @throws IllegalArgumentException when it is not base64
   */
  static byte[] decode(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a signature: expected URL-safe base64", e);
    }
  }
}
