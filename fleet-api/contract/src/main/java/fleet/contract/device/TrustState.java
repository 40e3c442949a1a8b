package fleet.contract.device;

import fleet.contract.identity.FleetName;
import java.time.Instant;
import java.util.Optional;

/**
 * Whom a device believes, and whether it still hears of them.
 *
 * @param signers the newest that it believes; absent until it was told of some
 * @param staleSince when the newest assignment that it holds ran out, by its best clock; absent
 *     while it is good. What runs goes on
 */
public record TrustState(Optional<KnownSigners> signers, Optional<Instant> staleSince) {
  /** A generation of a fleet's signers. */
  public record KnownSigners(FleetName fleet, int generation) {}
}
