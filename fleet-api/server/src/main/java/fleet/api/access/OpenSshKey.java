package fleet.api.access;

import fleet.contract.identity.PublicKey;
import fleet.contract.release.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A public key as OpenSSH writes it, {@code TYPE BASE64 COMMENT} (RFC 4253, section 6.6).
 *
 * @param blob what the base64 holds; it begins with the type again
 */
public record OpenSshKey(String type, String blob) {
  private static final String ED25519 = "ssh-ed25519";
  private static final int ED25519_BYTES = 32;
  private static final Set<String> TYPES =
      Set.of(
          ED25519,
          "ssh-rsa",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "sk-ssh-ed25519@openssh.com",
          "sk-ecdsa-sha2-nistp256@openssh.com");
  private static final int MAX_CHARS = 8 * 1024;

  /**
   * Reads a line; the comment is left out.
   *
   * @throws IllegalArgumentException when it is not a public key of a known type
   */
  public static OpenSshKey parse(String line) {
    var words = line.strip().split("[ \t]+", 3);
    if (words.length < 2 || line.length() > MAX_CHARS || !TYPES.contains(words[0])) {
      throw new IllegalArgumentException(
          "not an SSH public key: expected one line such as 'ssh-ed25519 AAAA... comment'");
    }
    var type = words[0].getBytes(StandardCharsets.US_ASCII);
    var bytes = decode(words[1]);
    if (!startsWith(bytes, type)) {
      throw new IllegalArgumentException("not an SSH public key: its parts do not fit");
    }
    return new OpenSshKey(words[0], Base64.getEncoder().encodeToString(bytes));
  }

  /** The line without a comment. */
  public String line() {
    return type + " " + blob;
  }

  /** As OpenSSH prints it, {@code SHA256:...}. */
  public String fingerprint() {
    var hash = Digest.sha256().digest(decode(blob));
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
  }

  /** The same key in our own form, where it is an Ed25519 one. */
  public Optional<PublicKey> ed25519() {
    var bytes = decode(blob);
    var length = 4 + ED25519.length() + 4 + ED25519_BYTES;
    return type.equals(ED25519) && bytes.length == length
        ? Optional.of(PublicKey.ofRaw(Arrays.copyOfRange(bytes, length - ED25519_BYTES, length)))
        : Optional.empty();
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not an SSH public key: expected base64", e);
    }
  }

  private static boolean startsWith(byte[] blob, byte[] type) {
    return blob.length > 4 + type.length
        && ByteBuffer.wrap(blob).getInt() == type.length
        && Arrays.equals(blob, 4, 4 + type.length, type, 0, type.length);
  }
}
