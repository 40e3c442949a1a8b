package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of an Ed25519 key pair (RFC 8032): 32 bytes, on the wire as unpadded URL-safe
 * base64. The same 32 bytes are the device's SSH link key.
 */
public record PublicKey(String value) {
  private static final int LENGTH = 32;

  /** What X.509 puts before the 32 bytes of an Ed25519 key (RFC 8410). */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  public PublicKey {
    if (decode(value).length != LENGTH) {
      throw new IllegalArgumentException("not an Ed25519 public key: expected 32 bytes");
    }
  }

  @JsonCreator
  public static PublicKey parse(String text) {
    return new PublicKey(text);
  }

  /** Takes the raw 32 bytes. */
  public static PublicKey ofRaw(byte[] raw) {
    return new PublicKey(Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
  }

  /** Takes a JDK key. */
  public static PublicKey of(java.security.PublicKey key) {
    var encoded = key.getEncoded();
    if (encoded.length != X509_PREFIX.length + LENGTH
        || !Arrays.equals(encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length)) {
      throw new IllegalArgumentException("not an Ed25519 public key");
    }
    return ofRaw(Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
  }

  /** The 32 bytes themselves, a new array. */
  public byte[] raw() {
    return decode(value);
  }

  /** The JDK's form of this key. */
  public java.security.PublicKey toJdk() {
    var encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + LENGTH);
    System.arraycopy(raw(), 0, encoded, X509_PREFIX.length, LENGTH);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key", e);
    }
  }

  /** Says whether the signature was made over these bytes by the other half of this key. */
  public boolean verifies(byte[] message, byte[] signature) {
    try {
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(toJdk());
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not an Ed25519 public key: expected URL-safe base64", e);
    }
  }
}
