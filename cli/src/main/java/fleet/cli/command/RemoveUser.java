package fleet.cli.command;

import fleet.contract.identity.UserName;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet user rm NAME}: removes a person with their sign-ins, keys and roles. */
final class RemoveUser implements Command {
  @Parameters(paramLabel = "NAME", description = "Whom.")
  private UserName name;

  @Mixin private Confirmation confirmation;
  @Mixin private Common common;

  private final Shell shell;

  RemoveUser(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    confirmation.require(shell, "this removes user " + name + " with their keys and roles");
    api.http().delete(Api.route("users", name));
    return new Answer(shell, common)
        .one(Map.of("removed", name), _ -> shell.terminal().print("user " + name + " is gone"));
  }
}
