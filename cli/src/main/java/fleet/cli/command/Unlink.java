package fleet.cli.command;

import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet user unlink ID}: nobody is known by that identity any more. */
final class Unlink implements Command {
  @Parameters(paramLabel = "ID", description = "As fleet user identities shows it.")
  private UUID id;

  @Mixin private OfUser whose;
  @Mixin private Common common;

  private final Shell shell;

  Unlink(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var route = Api.route("identities", id) + whose.query();
    Api.signedIn(shell, common).http().delete(route);
    return new Answer(shell, common)
        .sentence(Map.of("unlinked", id), _ -> "identity " + id + " signs nobody in any more");
  }
}
