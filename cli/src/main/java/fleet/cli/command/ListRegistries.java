package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.RegistryLoginView;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet registry list FLEET}: at which registries builds are known. */
final class ListRegistries implements Command {
  @Parameters(paramLabel = "FLEET", description = "Whose builds use them.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ListRegistries(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var route = Api.route("fleets", fleet, "registries");
    var found = Api.signedIn(shell, common).all(route, RegistryLoginView.class);
    return new Answer(shell, common)
        .list(
            found,
            this::table,
            "no registries; add one: fleet registry login %s HOST --username NAME"
                .formatted(fleet));
  }

  private Table table(List<RegistryLoginView> logins) {
    return Table.of(
        List.of("HOST", "USERNAME", "SET", "BY"),
        logins.stream()
            .map(login ->
                List.of(
                    Cell.of(login.host(), Style.NAME),
                    Cell.of(login.username()),
                    Cell.of(Human.age(login.setAt(), shell.clock().instant()), Style.DIM),
                    Cell.of(login.setBy())))
            .toList());
  }
}
