package fleet.contract.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** Bytes that must not be printed, in base64 on the wire; equality takes constant time. */
public final class SecretBytes {
  private final byte[] value;

  private SecretBytes(byte[] value) {
    this.value = value.clone();
  }

  public static SecretBytes of(byte[] value) {
    return new SecretBytes(value);
  }

  public static SecretBytes of(String text) {
    return new SecretBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads base64.
   *
   * @throws IllegalArgumentException without telling the text
   */
  @JsonCreator
  public static SecretBytes ofBase64(String text) {
    try {
      return new SecretBytes(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a secret's value is not base64");
    }
  }

  /** The bytes themselves, for the wire and for whom they are meant. */
  public byte[] reveal() {
    return value.clone();
  }

  @JsonValue
  public String base64() {
    return Base64.getEncoder().encodeToString(value);
  }

  public int size() {
    return value.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretBytes secret && MessageDigest.isEqual(value, secret.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "***";
  }
}
