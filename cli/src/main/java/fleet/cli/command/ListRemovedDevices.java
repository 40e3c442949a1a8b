package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.RemovedDevice;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet device removed FLEET}: what was kept of devices that were removed. */
final class ListRemovedDevices implements Command {
  @Parameters(paramLabel = "FLEET", description = "The fleet that they were of.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ListRemovedDevices(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var removed =
        Api.signedIn(shell, common)
            .all(Api.route("fleets", fleet, "removed-devices"), RemovedDevice.class);
    return new Answer(shell, common)
        .list(removed, this::table, "nothing was kept of removed devices of " + fleet);
  }

  private Table table(List<RemovedDevice> removed) {
    var now = shell.clock().instant();
    return Table.of(
        List.of("DEVICE", "REMOVED", "BY", "RAN", "ID"),
        removed.stream()
            .map(one ->
                List.of(
                    Cell.of(one.last().name(), Style.NAME),
                    Cell.of(Human.age(one.removedAt(), now)),
                    Cell.of(one.removedBy()),
                    Cells.version(one.last().running()),
                    Cell.of(one.last().id(), Style.DIM)))
            .toList());
  }
}
