package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.BuildSecretView;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet build-secret list FLEET}: names, and who set them. */
final class ListBuildSecrets implements Command {
  @Parameters(paramLabel = "FLEET", description = "Whose builds get them.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ListBuildSecrets(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var route = Api.route("fleets", fleet, "build-secrets");
    var found = Api.signedIn(shell, common).all(route, BuildSecretView.class);
    return new Answer(shell, common)
        .list(
            found,
            this::table,
            "no build secrets; keep one: fleet build-secret set %s NAME".formatted(fleet));
  }

  private Table table(List<BuildSecretView> secrets) {
    return Table.of(
        List.of("NAME", "SET", "BY"),
        secrets.stream()
            .map(secret ->
                List.of(
                    Cell.of(secret.name(), Style.NAME),
                    Cell.of(Human.age(secret.setAt(), shell.clock().instant()), Style.DIM),
                    Cell.of(secret.setBy())))
            .toList());
  }
}
