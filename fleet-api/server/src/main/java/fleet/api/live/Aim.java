package fleet.api.live;

import fleet.contract.device.TargetState;
import fleet.contract.identity.FleetName;
import java.time.Instant;

/**
 * The target of one device with the name of its content.
 *
 * @param json of a {@link TargetState}
 * @param validUntil an order in it is over then, or its assignment is due for a newer one
 */
public record Aim(FleetName fleet, String json, String etag, Instant validUntil) {}
