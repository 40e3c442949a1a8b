package fleet.api.event;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether this node hears of what others change. It goes by the clock, since a database behind a
 * network that swallows everything never says that it is lost. Written by the feed's thread, read
 * by all.
 */
public final class Hearing {
  /** So long what is remembered may be trusted without another word of the database. */
  static final Duration TRUSTED = Duration.ofSeconds(15);

  private volatile boolean listening;
  private volatile Instant complete;
  private volatile Instant answered;

  Hearing(Instant now) {
    this.complete = now;
    this.answered = now;
  }

  /** Says whether all that was committed a short while ago was told. */
  public boolean isTrusted(Instant now) {
    return listening && now.isBefore(complete.plus(TRUSTED));
  }

  /** How long the database has not answered. */
  public Duration silentFor(Instant now) {
    return Duration.between(answered, now);
  }

  void begins() {
    listening = true;
  }

  void ends() {
    listening = false;
  }

  /**
   * The database answered.
   *
   * @param asked before it was asked
   * @param all when nothing that was committed until then is held back
   */
  void answered(Instant asked, boolean all) {
    answered = asked;
    if (all) {
      complete = asked;
    }
  }
}
