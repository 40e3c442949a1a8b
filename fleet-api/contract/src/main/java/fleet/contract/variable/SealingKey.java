package fleet.contract.variable;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import fleet.contract.identity.DeviceId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The X25519 public key (RFC 7748) to which a device's secrets are sealed.
 *
 * @param value its 32 bytes as unpadded URL-safe base64
 */
public record SealingKey(String value) {
  static final int BYTES = 32;

  /** What stands before the 32 bytes in X.509 (RFC 8410, section 4). */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");

  public SealingKey {
    if (Base64.getUrlDecoder().decode(value).length != BYTES) {
      throw new IllegalArgumentException("not an X25519 public key");
    }
  }

  @JsonCreator
  public static SealingKey parse(String text) {
    return new SealingKey(text);
  }

  /** The key in our form. */
  public static SealingKey of(PublicKey key) {
    var encoded = key.getEncoded();
    return of(Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length));
  }

  static SealingKey of(byte[] bytes) {
    return new SealingKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What a device signs with its identity, so that nobody puts another key in this one's place. */
  public byte[] claim(DeviceId device) {
    return "fleet-sealing-key\n%s\n%s\n".formatted(device, value).getBytes(StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return Base64.getUrlDecoder().decode(value);
  }

  PublicKey key() throws GeneralSecurityException {
    var encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + BYTES);
    System.arraycopy(bytes(), 0, encoded, X509_PREFIX.length, BYTES);
    return KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
