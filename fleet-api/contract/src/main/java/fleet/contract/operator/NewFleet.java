package fleet.contract.operator;

import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.FleetName;
import java.util.Optional;

/**
 * A fleet to make.
 *
 * @param types what devices it is for; absent for all
 */
public record NewFleet(FleetName name, Optional<FleetTypes> types) {
  /** A fleet for devices of every kind. */
  public NewFleet(FleetName name) {
    this(name, Optional.empty());
  }
}
