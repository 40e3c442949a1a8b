package fleet.contract.operator;

import fleet.contract.identity.FleetName;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that operators watch happened.
 *
 * @param cursor grows; resume after it
 * @param kind such as {@code device.changed}, {@code release.created}, {@code fleet.created}
 * @param fleet absent for what is of all fleets, which those alone are told who see all
 * @param subject id of the device or release; the fleet's name otherwise
 */
public record Event(
    long cursor, Instant at, String kind, Optional<FleetName> fleet, String subject) {}
