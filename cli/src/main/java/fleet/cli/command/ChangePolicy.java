package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.policy.HostPolicy;
import fleet.contract.release.HostGrant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet policy allow|deny FLEET WHAT..}: what its services may reach from now on. */
final class ChangePolicy implements Command {
  private static final String FORMS =
      "privileged, network, pid, ipc, uts, user, unconfined, capability:NET_ADMIN,"
          + " device:/dev/ttyUSB*, folder:/run/dbus";

  @Parameters(index = "0", paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "WHAT", description = "Such as " + FORMS)
  private List<String> words = List.of();

  @Mixin private Common common;

  private final Shell shell;
  private final boolean allows;

  private ChangePolicy(Shell shell, boolean allows) {
    this.shell = shell;
    this.allows = allows;
  }

  static ChangePolicy allow(Shell shell) {
    return new ChangePolicy(shell, true);
  }

  static ChangePolicy deny(Shell shell) {
    return new ChangePolicy(shell, false);
  }

  @Override
  public ExitCode run() {
    var grants =
        CommandFailure.understood(() -> words.stream().map(HostGrant::parse).toList(), FORMS);
    var http = Api.signedIn(shell, common).http();
    var route = Api.route("fleets", fleet, "policy");
    var now = http.get(route, HostPolicy.class);
    if (!allows) {
      requireThere(now, grants);
    }
    var kept = now.allowed().stream().filter(Predicate.not(grants::contains));
    var next =
        CommandFailure.understood(
            () ->
                new HostPolicy(
                    Stream.concat(kept, allows ? grants.stream() : Stream.of()).toList()),
            "");
    return new Answer(shell, common).sentence(http.put(route, next, HostPolicy.class), this::text);
  }

  private void requireThere(HostPolicy now, List<HostGrant> grants) {
    grants.stream()
        .filter(grant -> !now.allowed().contains(grant))
        .findFirst()
        .ifPresent(grant -> {
          throw CommandFailure.usage(
              "%s does not allow '%s'".formatted(fleet, grant), "fleet policy show " + fleet);
        });
  }

  private String text(HostPolicy policy) {
    return policy.allowed().isEmpty()
        ? "the services of %s reach nothing of their machines".formatted(fleet)
        : "services of %s may reach: %s"
            .formatted(
                fleet,
                policy.allowed().stream()
                    .map(HostGrant::toString)
                    .collect(Collectors.joining(", ")));
  }
}
