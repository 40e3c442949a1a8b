package fleet.cli.command;

import fleet.contract.access.UserChange;
import fleet.contract.identity.UserName;
import fleet.contract.operator.UserView;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet user enable NAME}: lets somebody in again. */
final class EnableUser implements Command {
  @Parameters(paramLabel = "NAME", description = "Whom.")
  private UserName name;

  @Mixin private Common common;

  private final Shell shell;

  EnableUser(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var change = new UserChange(Optional.empty(), Optional.of(false));
    var api = Api.signedIn(shell, common);
    var changed = api.http().patch(Api.route("users", name), change, UserView.class);
    return new Answer(shell, common)
        .one(changed, _ -> shell.terminal().print(name + " may sign in again"));
  }
}
