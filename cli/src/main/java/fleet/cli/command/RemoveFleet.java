package fleet.cli.command;

import fleet.contract.identity.FleetName;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet rm FLEET}: a fleet with its releases. */
final class RemoveFleet implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private Confirmation confirmation;
  @Mixin private Common common;

  private final Shell shell;

  RemoveFleet(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    confirmation.require(shell, "this removes the fleet " + fleet + " with its releases");
    api.http().delete(Api.route("fleets", fleet));
    return new Answer(shell, common)
        .one(Map.of("removed", fleet), _ -> shell.terminal().print("fleet " + fleet + " is gone"));
  }
}
