package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.BuildView;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet build list FLEET}: its builds, the newest first. */
final class ListBuilds implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ListBuilds(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var route = Api.route("fleets", fleet, "builds");
    var builds = Api.signedIn(shell, common).all(route, BuildView.class);
    return new Answer(shell, common)
        .list(builds, this::table, "no builds yet; begin one: fleet push %s".formatted(fleet));
  }

  private Table table(List<BuildView> builds) {
    return Table.of(
        List.of("STATE", "RELEASE", "COMMIT", "STARTED", "TOOK", "ID", "BECAUSE"),
        builds.stream().map(this::row).toList());
  }

  private List<Cell> row(BuildView build) {
    return List.of(
        BuildCells.state(build.state()),
        Cell.of(build.version().orElse("-"), Style.NAME),
        Cell.of(Cells.shortCommit(build.commit())),
        Cell.of(Human.age(build.createdAt(), shell.clock().instant()), Style.DIM),
        BuildCells.took(build),
        Cell.of(build.id(), Style.DIM),
        Cell.of(build.reason().orElse("")));
  }
}
