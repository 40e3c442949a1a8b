package fleet.supervisor.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The server's time as this device reckons it: as of the last sign-in, counted on since. */
public final class ServerClock implements InstantSource {
  private final InstantSource own;
  private volatile Duration offset = Duration.ZERO;

  public ServerClock(InstantSource own) {
    this.own = own;
  }

  void set(Instant serverTime) {
    offset = Duration.between(own.instant(), serverTime);
  }

  @Override
  public Instant instant() {
    return own.instant().plus(offset);
  }
}
