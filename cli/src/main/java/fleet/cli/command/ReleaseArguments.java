package fleet.cli.command;

import fleet.contract.identity.FleetName;
import picocli.CommandLine.Parameters;

/** The release that a command is about. */
final class ReleaseArguments {
  @Parameters(index = "0", paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Parameters(index = "1", paramLabel = "RELEASE", description = "Version or id of the release.")
  private String release;

  FleetName fleet() {
    return fleet;
  }

  String release() {
    return release;
  }

  /** The release's place in the API, with what follows it. */
  String route(Object... rest) {
    return Api.route("fleets", fleet, "releases", release) + Api.route(rest);
  }
}
