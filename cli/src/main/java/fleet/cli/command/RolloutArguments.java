package fleet.cli.command;

import fleet.contract.identity.FleetName;
import picocli.CommandLine.Parameters;

/** The rollout that a command is about. */
final class RolloutArguments {
  @Parameters(index = "0", paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ROLLOUT",
      description = "Its id; the latest if not said.")
  private String rollout = "latest";

  /** The rollout's place in the API, with what follows it. */
  String route(Object... rest) {
    return Api.route("fleets", fleet, "rollouts", rollout) + Api.route(rest);
  }
}
