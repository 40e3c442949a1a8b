package fleet.cli.command;

import fleet.contract.identity.FleetName;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet registry logout FLEET HOST}: forgets a login of builds. */
final class LogOutRegistry implements Command {
  @Parameters(index = "0", paramLabel = "FLEET", description = "Whose builds used it.")
  private FleetName fleet;

  @Parameters(index = "1", paramLabel = "HOST", description = "The registry.")
  private String host;

  @Mixin private Common common;

  private final Shell shell;

  LogOutRegistry(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var route = Api.route("fleets", fleet, "registries", host);
    Api.signedIn(shell, common).http().delete(route);
    return new Answer(shell, common)
        .sentence(Map.of("removed", host), _ -> "%s: forgotten".formatted(host));
  }
}
