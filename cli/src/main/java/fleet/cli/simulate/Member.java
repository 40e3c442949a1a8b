package fleet.cli.simulate;

import fleet.contract.identity.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A registered device, with the token that it signed in for. */
record Member(Identity identity, Optional<Secret> token, Instant until) {
  private static final Duration MARGIN = Duration.ofSeconds(60);

  static Member of(Identity identity) {
    return new Member(identity, Optional.empty(), Instant.EPOCH);
  }

  Member with(Secret fresh, Instant validUntil) {
    return new Member(identity, Optional.of(fresh), validUntil);
  }

  /** The token, as long as it is good for a while. */
  Optional<Secret> usable(Instant now) {
    return token.filter(_ -> now.plus(MARGIN).isBefore(until));
  }
}
