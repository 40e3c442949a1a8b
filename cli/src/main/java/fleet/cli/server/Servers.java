package fleet.cli.server;

import fleet.api.ApiServer;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Starts the parts, the API last: when it answers, everything is there. */
final class Servers {
  /** In the data folder: the certificate to trust, for who copies it to another machine. */
  static final String AUTHORITY = "authority.pem";

  private final Composition composition;
  private final OpenParts open;

  Servers(Composition composition, OpenParts open) {
    this.composition = composition;
    this.open = open;
  }

  /**
   * Starts these roles.
   *
   * @return the API, when it is one of them
   * @throws MachineException with one sentence when one cannot start
   */
  Optional<ApiServer> start(Set<Role> roles) {
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
        keepAuthority(api, composition.config().data().resolve(AUTHORITY));
        return Optional.of(api);
      }
      return Optional.empty();
    } catch (IllegalStateException | IllegalArgumentException e) {
      // What the parts throw when a port is taken, another master key wrapped their keys, or the
      // certificate that was brought proves nothing any more.
      throw new MachineException("could not start: " + e.getMessage(), "", e);
    }
  }

  private static void keepAuthority(ApiServer api, Path file) {
    api.authority()
        .ifPresent(authority -> {
          try {
            Files.writeString(file, authority.pem());
          } catch (IOException e) {
            throw new MachineException("could not write " + file, "", e);
          }
        });
  }
}
