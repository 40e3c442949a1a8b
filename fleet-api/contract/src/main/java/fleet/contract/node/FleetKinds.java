package fleet.contract.node;

import java.util.List;

/**
 * For which devices a fleet's releases are built.
 *
 * @param used of the fleet's devices, and those that the fleet says it is for
 * @param known all that there are
 */
public record FleetKinds(List<DeviceKind> used, List<DeviceKind> known) {
  /** Where nothing is known of devices. */
  public static final FleetKinds NONE = new FleetKinds(List.of(), List.of());

  public FleetKinds {
    used = List.copyOf(used);
    known = List.copyOf(known);
  }
}
