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
 */
public record NewGroup(
    GroupName name,
    Optional<FleetName> fleet,
    Optional<String> where,
    Optional<List<String>> devices) {
  private static final int MAX_DEVICES = 1_000;

  public NewGroup {
    devices = devices.map(List::copyOf);
    if (where.isPresent() == devices.isPresent()) {
      throw new IllegalArgumentException("a group has either a query or devices");
    }
    if (devices.filter(named -> named.isEmpty() || named.size() > MAX_DEVICES).isPresent()) {
      throw new IllegalArgumentException(
          "a group names 1 to %d devices; a query may mean more".formatted(MAX_DEVICES));
    }
  }
}
