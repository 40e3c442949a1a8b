package fleet.cli.command;

import fleet.contract.identity.FleetName;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet build-secret rm FLEET NAME}: forgets a secret of builds. */
final class RemoveBuildSecret implements Command {
  @Parameters(index = "0", paramLabel = "FLEET", description = "Whose builds got it.")
  private FleetName fleet;

  @Parameters(index = "1", paramLabel = "NAME", description = "The secret.")
  private String name;

  @Mixin private Common common;

  private final Shell shell;

  RemoveBuildSecret(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var route = Api.route("fleets", fleet, "build-secrets", name);
    Api.signedIn(shell, common).http().delete(route);
    return new Answer(shell, common)
        .sentence(Map.of("removed", name), _ -> "%s: forgotten".formatted(name));
  }
}
