package fleet.cli.command;

import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet user signout ID}: ends a sign-in at once. */
final class EndSession implements Command {
  @Parameters(paramLabel = "ID", description = "As fleet user sessions shows it.")
  private UUID id;

  @Mixin private OfUser whose;
  @Mixin private Common common;

  private final Shell shell;

  EndSession(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    api.http().delete(Api.route("sign-ins", id) + whose.query());
    return new Answer(shell, common)
        .one(Map.of("ended", id), _ -> shell.terminal().print("sign-in " + id + " is over"));
  }
}
