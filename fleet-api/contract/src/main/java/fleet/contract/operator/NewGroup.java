package fleet.contract.operator;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import java.util.List;
import java.util.Optional;

/**
 * A group of devices to save: those that a query means at each time, or these.
 *
 * @param fleet of whose devices alone it is; absent for all fleets
 * @param devices by id or name
 * @param note free text
 */
public record NewGroup(
    GroupName name,
    Optional<FleetName> fleet,
    Optional<String> where,
    Optional<List<String>> devices,
    Optional<String> note) {
  /** How many devices a group names at most. */
  public static final int MAX_DEVICES = 1_000;

  public NewGroup {
    devices = devices.map(List::copyOf);
    if (where.isPresent() == devices.isPresent()) {
      throw new IllegalArgumentException("a group has either a query or devices");
    }
    devices.ifPresent(NewGroup::requireSome);
    Note.require(note);
  }

  /** A group without a note. */
  public NewGroup(
      GroupName name,
      Optional<FleetName> fleet,
      Optional<String> where,
      Optional<List<String>> devices) {
    this(name, fleet, where, devices, Optional.empty());
  }

  static void requireSome(List<String> devices) {
    if (devices.isEmpty() || devices.size() > MAX_DEVICES) {
      throw new IllegalArgumentException(
          "a group names 1 to %d devices; a query may mean more".formatted(MAX_DEVICES));
    }
  }
}
