package fleet.api.access.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import fleet.contract.identity.Secret;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords with Argon2id (RFC 9106): 19 MiB, two passes, one lane. Each takes a processor
 * for a while, so only a few are hashed at once. Thread-safe.
 */
final class Passwords {
  private static final int MIN_CHARS = 8;
  private static final int MAX_CHARS = 256;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int AT_ONCE = 2;
  private static final long PATIENCE_SECONDS = 10;

  private final Semaphore permits = new Semaphore(AT_ONCE);
  private final Argon2Function function =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, BYTES, Argon2.ID);

  /**
   * Goes on only with a password that may be somebody's.
   *
   * @throws ProblemException when it is too short or too long
   */
  static void requireSound(Secret password) {
    var length = password.reveal().length();
    if (length < MIN_CHARS || length > MAX_CHARS) {
      throw new ProblemException(
          ProblemCode.INVALID_REQUEST,
          "a password has %d to %d characters".formatted(MIN_CHARS, MAX_CHARS),
          "");
    }
  }

  /** The hash with its parameters and salt, in the usual text form. */
  String hash(Secret password) {
    enter();
    try {
      var salt = new byte[SALT_BYTES];
      RANDOM.nextBytes(salt);
      var text = password.reveal().getBytes(StandardCharsets.UTF_8);
      return function.hash(text, salt).getResult();
    } finally {
      permits.release();
    }
  }

  boolean matches(Secret password, String hash) {
    enter();
    try {
      return Argon2Function.getInstanceFromHash(hash).check(password.reveal(), hash);
    } finally {
      permits.release();
    }
  }

  private void enter() {
    try {
      if (permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(
        ProblemCode.TOO_MANY_REQUESTS, "too many sign in at once", "try again in a moment");
  }
}
