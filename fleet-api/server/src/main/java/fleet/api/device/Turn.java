package fleet.api.device;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A device's coming or going. */
sealed interface Turn {
  /**
   * It was heard after a time in which it did not count as here.
   *
   * @param until it counts as here, unless it is heard again
   * @param connection which it opened; none when it polls
   */
  record Came(Instant at, Instant until, Optional<UUID> connection) implements Turn {}

  /** Its connection was closed. */
  record Went(Instant at, UUID connection) implements Turn {}
}
