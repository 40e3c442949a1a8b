package fleet.cli.command;

import fleet.contract.access.UserChange;
import fleet.contract.identity.UserName;
import fleet.contract.operator.UserView;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet user disable NAME}: stops all that is somebody's at once. */
final class DisableUser implements Command {
  @Parameters(paramLabel = "NAME", description = "Whom.")
  private UserName name;

  @Mixin private Common common;

  private final Shell shell;

  DisableUser(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var change = new UserChange(Optional.empty(), Optional.of(true));
    var api = Api.signedIn(shell, common);
    var changed = api.http().patch(Api.route("users", name), change, UserView.class);
    return new Answer(shell, common)
        .one(
            changed,
            _ -> shell.terminal().print("sign-ins and keys of " + name + " open nothing any more"));
  }
}
