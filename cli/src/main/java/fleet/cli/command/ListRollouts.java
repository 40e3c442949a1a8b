package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.RolloutView;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet rollout list FLEET}: its rollouts, the newest first. */
final class ListRollouts implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ListRollouts(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var route = Api.route("fleets", fleet, "rollouts");
    var rollouts = Api.signedIn(shell, common).all(route, RolloutView.class);
    return new Answer(shell, common)
        .list(
            rollouts,
            this::table,
            "no rollouts yet; begin one: fleet release deploy %s RELEASE --canary 1"
                .formatted(fleet));
  }

  private Table table(List<RolloutView> rollouts) {
    return Table.of(
        List.of("RELEASE", "STATE", "FIRST", "BY", "STARTED", "ID", "BECAUSE"),
        rollouts.stream().map(this::row).toList());
  }

  private List<Cell> row(RolloutView rollout) {
    return List.of(
        Cell.of(rollout.release().version(), Style.NAME),
        RolloutText.state(rollout.state()),
        Cell.of(rollout.first().size()),
        Cell.of(rollout.by()),
        Cell.of(Human.age(rollout.createdAt(), shell.clock().instant()), Style.DIM),
        Cell.of(rollout.id(), Style.DIM),
        Cell.of(rollout.reason()));
  }
}
