package fleet.api.device;

import fleet.contract.device.Challenge;
import fleet.contract.identity.DeviceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Nonces that carry their own seal, so that no node remembers them: {@code expiry(8) random(16)
 * seal(32)}, the seal being HMAC-SHA256 over expiry, random and device.
 */
final class Challenges {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Duration VALID = Duration.ofMinutes(1);
  private static final int RANDOM_BYTES = 16;
  private static final int BODY_BYTES = Long.BYTES + RANDOM_BYTES;
  private static final int SEAL_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  /**
   * @param key the same on every node
   */
  Challenges(SecretKey key) {
    this.key = key;
  }

  Challenge make(DeviceId device, Instant now) {
    var random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    var body =
        ByteBuffer.allocate(BODY_BYTES)
            .putLong(now.plus(VALID).getEpochSecond())
            .put(random)
            .array();
    var nonce = ByteBuffer.allocate(BODY_BYTES + SEAL_BYTES).put(body).put(seal(device, body));
    return new Challenge(Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array()));
  }

  /** Says whether the nonce was made here for that device, and is not over. */
  boolean isGood(DeviceId device, String nonce, Instant now) {
    var bytes = Signatures.decode(nonce);
    if (bytes.length != BODY_BYTES + SEAL_BYTES) {
      return false;
    }
    var body = Arrays.copyOf(bytes, BODY_BYTES);
    var seal = Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length);
    return MessageDigest.isEqual(seal, seal(device, body))
        && now.getEpochSecond() < ByteBuffer.wrap(body).getLong();
  }

  private byte[] seal(DeviceId device, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(body);
      return mac.doFinal(device.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not seal a challenge", e);
    }
  }
}
