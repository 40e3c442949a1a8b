package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.NewFleet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet create FLEET}: a new fleet, and what to do with it. */
final class CreateFleet implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the new fleet.")
  private FleetName fleet;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "What people should know of the fleet.")
  private @Nullable String note;

  @Mixin private TypeOptions types;
  @Mixin private Common common;

  private final Shell shell;

  CreateFleet(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var wanted =
        CommandFailure.understood(
            () -> new NewFleet(fleet, types.wanted(), Optional.ofNullable(note)), "");
    var created = api.http().post("/fleets", wanted, FleetView.class);
    return new Answer(shell, common).one(created, view -> show(api, view));
  }

  private void show(Api api, FleetView created) {
    shell
        .terminal()
        .print(
            List.of(
                "made fleet " + created.name(),
                "  add a device    fleet device add " + created.name(),
                "  push a folder   fleet push " + created.name(),
                "  or with git     git remote add fleet " + created.gitUrl(),
                "  over HTTP       git remote add fleet " + api.gitUrl(created.name())));
  }
}
