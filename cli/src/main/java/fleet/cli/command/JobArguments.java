package fleet.cli.command;

import fleet.contract.identity.FleetName;
import picocli.CommandLine.Parameters;

/** The job that a command is about. */
final class JobArguments {
  @Parameters(index = "0", paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "JOB",
      description = "Its id; the latest if not said.")
  private String job = "latest";

  /** The job's place in the API, with what follows it. */
  String route(Object... rest) {
    return Api.route("fleets", fleet, "jobs", job) + Api.route(rest);
  }
}
