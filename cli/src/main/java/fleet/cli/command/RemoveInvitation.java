package fleet.cli.command;

import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet user uninvite ID}: takes an invitation back. */
final class RemoveInvitation implements Command {
  @Parameters(paramLabel = "ID", description = "As fleet user invitations shows it.")
  private UUID id;

  @Mixin private Common common;

  private final Shell shell;

  RemoveInvitation(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    Api.signedIn(shell, common).http().delete(Api.route("invitations", id));
    return new Answer(shell, common)
        .one(Map.of("removed", id), _ -> shell.terminal().print("invitation " + id + " is gone"));
  }
}
