package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.ProvisioningKeyView;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet device keys FLEET}: the keys with which devices may join, never the keys' text. */
final class ListProvisioningKeys implements Command {
  @Parameters(paramLabel = "FLEET", description = "The fleet that the keys open.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ListProvisioningKeys(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var keys = new ProvisioningKeyRing(Api.signedIn(shell, common), fleet).all();
    return new Answer(shell, common)
        .list(keys, this::table, "no provisioning keys yet; make one: fleet device add " + fleet);
  }

  private Table table(List<ProvisioningKeyView> keys) {
    var now = shell.clock().instant();
    return Table.of(
        List.of("KEY", "STATE", "USES LEFT", "EXPIRES", "MADE", "BY"),
        keys.stream().map(key -> row(key, now)).toList());
  }

  private static List<Cell> row(ProvisioningKeyView key, Instant now) {
    return List.of(
        Cell.of(ProvisioningKeyRing.shortId(key), Style.NAME),
        KeyState.of(key, now).cell(),
        Cell.of(key.usesLeft()),
        Cell.of(Human.until(key.expiresAt(), now), Style.DIM),
        Cell.of(Human.age(key.createdAt(), now), Style.DIM),
        Cell.of(key.createdBy()));
  }
}
