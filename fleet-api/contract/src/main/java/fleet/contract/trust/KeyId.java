package fleet.contract.trust;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import fleet.contract.identity.PublicKey;
import fleet.contract.release.Digest;
import java.util.regex.Pattern;

/** A public key's short name: the first 16 hex digits of the SHA-256 of its 32 bytes. */
public record KeyId(String value) {
  private static final int DIGITS = 16;
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{16}");

  public KeyId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a key id: expected 16 hexadecimal digits");
    }
  }

  @JsonCreator
  public static KeyId parse(String text) {
    return new KeyId(text);
  }

  public static KeyId of(PublicKey key) {
    return new KeyId(Digest.of(key.raw()).hex().substring(0, DIGITS));
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }
}
