package fleet.cli.server;

import fleet.api.ApiServer;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import fleet.contract.operator.SignIn;
import java.util.Optional;
import java.util.Set;

/** Starts the parts, the API last: when it answers, everything is there. */
final class Servers {
  private final Composition composition;
  private final OpenParts open;

  Servers(Composition composition, OpenParts open) {
    this.composition = composition;
    this.open = open;
  }

  /**
   * Starts these roles.
   *
   * @return how the first person signs in, when this start made them
   * @throws MachineException with one sentence when one cannot start
   */
  Optional<SignIn> start(Set<Role> roles) {
    try {
      if (roles.contains(Role.TUNNEL)) {
        open.add(composition.tunnel()).start();
      }
      if (roles.contains(Role.REGISTRY)) {
        open.add(composition.registry()).start();
      }
      if (roles.contains(Role.BUILDER)) {
        open.add(composition.builder()).start();
      }
      if (roles.contains(Role.API)) {
        ApiServer api = open.add(composition.api());
        api.start();
        return api.firstAdmin();
      }
      return Optional.empty();
    } catch (IllegalStateException e) {
      // What the parts throw when a port is taken, or another master key wrapped their keys.
      throw new MachineException("could not start: " + e.getMessage(), "", e);
    }
  }
}
