package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet access revoke USER --fleet FLEET}: takes a role in a fleet away. */
final class RevokeAccess implements Command {
  @Parameters(paramLabel = "USER", description = "Who.")
  private UserName user;

  @Option(names = "--fleet", paramLabel = "FLEET", required = true, description = "Where.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  RevokeAccess(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    api.http().delete(Api.route("fleets", fleet, "people", user));
    return new Answer(shell, common)
        .one(
            Map.of("revoked", user, "fleet", fleet),
            _ ->
                shell.terminal().print("%s has no role of their own in %s".formatted(user, fleet)));
  }
}
