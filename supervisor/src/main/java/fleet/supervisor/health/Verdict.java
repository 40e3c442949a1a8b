package fleet.supervisor.health;

import fleet.contract.identity.ServiceName;
import java.time.Instant;
import java.util.Optional;

/** What a look at a release on trial says. */
public sealed interface Verdict {
  /** Not known yet; without any change it is time to look again at that moment. */
  record Proving(Trial trial, Instant lookAgainAt) implements Verdict {}

  /** It was sound for the soak. */
  record Proven() implements Verdict {}

  /** The deadline passed first. */
  record Failed(Optional<ServiceName> service, String reason) implements Verdict {}
}
