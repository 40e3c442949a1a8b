package fleet.contract.operator;

import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.FleetName;
import java.util.Optional;

/**
 * A fleet to make.
 *
 * @param types what devices it is for; absent for all
 * @param note free text
 */
public record NewFleet(FleetName name, Optional<FleetTypes> types, Optional<String> note) {
  public NewFleet {
    Note.require(note);
  }

  /** A fleet for devices of every kind. */
  public NewFleet(FleetName name) {
    this(name, Optional.empty(), Optional.empty());
  }
}
