package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where variables are set: for a fleet or a device, for every service or for one. */
final class VariablePlace {
  /** One of the two. */
  static final class Owner {
    @Option(names = "--fleet", paramLabel = "FLEET", description = "For all devices of this fleet.")
    private @Nullable FleetName fleet;

    @Option(names = "--device", paramLabel = "DEVICE", description = "For this device alone.")
    private @Nullable String device;
  }

  @ArgGroup(multiplicity = "1")
  private Owner owner = new Owner();

  @Option(names = "--service", paramLabel = "SERVICE", description = "For this service alone.")
  private @Nullable ServiceName service;

  Optional<ServiceName> service() {
    return Optional.ofNullable(service);
  }

  boolean isDevice() {
    return owner.device != null;
  }

  /** The place in the API, with what follows it. */
  String route(Object... rest) {
    var place =
        owner.device == null
            ? Api.route("fleets", String.valueOf(owner.fleet))
            : Api.route("devices", owner.device);
    return place + Api.route("variables") + Api.route(rest);
  }

  /** Whether one service's view of the place has what is set for this one, or for every service. */
  boolean shows(Optional<ServiceName> of) {
    return service == null || of.isEmpty() || of.get().equals(service);
  }

  /** In words: {@code service web of device kitchen-pi}. */
  @Override
  public String toString() {
    var whole = owner.device == null ? "fleet " + owner.fleet : "device " + owner.device;
    return service == null ? whole : "service %s of %s".formatted(service, whole);
  }
}
