package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.NewFleet;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet create FLEET}: a new fleet, and what to do with it. */
final class CreateFleet implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the new fleet.")
  private FleetName fleet;

  @Mixin private TypeOptions types;
  @Mixin private Common common;

  private final Shell shell;

  CreateFleet(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var created = api.http().post("/fleets", new NewFleet(fleet, types.wanted()), FleetView.class);
    return new Answer(shell, common).one(created, this::show);
  }

  private void show(FleetView created) {
    shell
        .terminal()
        .print(
            List.of(
                "made fleet " + created.name(),
                "  add a device    fleet device add " + created.name(),
                "  push a folder   fleet push " + created.name(),
                "  or with git     git remote add fleet " + created.gitUrl()));
  }
}
