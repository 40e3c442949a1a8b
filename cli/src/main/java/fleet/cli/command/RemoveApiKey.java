package fleet.cli.command;

import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet api-key rm ID}: that key opens nothing any more. */
final class RemoveApiKey implements Command {
  @Parameters(paramLabel = "ID", description = "As fleet api-key list shows it.")
  private UUID id;

  @Mixin private OfUser whose;
  @Mixin private Common common;

  private final Shell shell;

  RemoveApiKey(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    Api.signedIn(shell, common).http().delete(Api.route("api-keys", id) + whose.query());
    return new Answer(shell, common)
        .one(Map.of("removed", id), _ -> shell.terminal().print("API key " + id + " is gone"));
  }
}
