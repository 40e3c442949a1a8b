package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.operator.FleetView;
import java.util.List;
import picocli.CommandLine.Mixin;

/** {@code fleet list}: every fleet, one line each. */
final class ListFleets implements Command {
  @Mixin private Common common;

  private final Shell shell;

  ListFleets(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var fleets = api.all("/fleets", FleetView.class);
    return new Answer(shell, common)
        .list(fleets, this::table, "there are no fleets yet; make one: fleet create NAME");
  }

  private Table table(List<FleetView> fleets) {
    return Table.of(
        List.of("FLEET", "RELEASE", "DEVICES", "ONLINE", "SETTLED", "FAILED", "CREATED"),
        fleets.stream().map(this::row).toList());
  }

  private List<Cell> row(FleetView fleet) {
    return List.of(
        Cell.of(fleet.name(), Style.NAME),
        Cells.version(fleet.release()),
        Cell.of(fleet.devices()),
        Cell.of(fleet.online()),
        Cell.of(fleet.settled()),
        Cells.failures(fleet.failed()),
        Cell.of(Human.age(fleet.createdAt(), shell.clock().instant()), Style.DIM));
  }
}
