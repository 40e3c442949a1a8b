package fleet.cli.simulate;

import fleet.contract.identity.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A registered device, with the token that it signed in for.
 *
 * @param stored number of the newest report that it knows the server has; absent before the first
 */
record Member(Identity identity, Optional<Secret> token, Instant until, Optional<Long> stored) {
  private static final Duration MARGIN = Duration.ofSeconds(60);

  static Member of(Identity identity) {
    return new Member(identity, Optional.empty(), Instant.EPOCH, Optional.empty());
  }

  Member with(Secret fresh, Instant validUntil) {
    return new Member(identity, Optional.of(fresh), validUntil, stored);
  }

  /** The same, that has to sign in. */
  Member withoutToken() {
    return new Member(identity, Optional.empty(), Instant.EPOCH, stored);
  }

  Member with(Optional<Long> newestStored) {
    return new Member(identity, token, until, newestStored);
  }

  /** The token, as long as it is good for a while. */
  Optional<Secret> usable(Instant now) {
    return token.filter(_ -> now.plus(MARGIN).isBefore(until));
  }
}
