package fleet.cli.command;

import fleet.contract.access.PasswordChange;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** {@code fleet user password}: changes one's own password; other sign-ins end. */
final class ChangePassword implements Command {
  @Mixin private PasswordOption password;
  @Mixin private Common common;

  private final Shell shell;

  ChangePassword(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var current = password.read(shell, "your password until now: ");
    var next = password.readNew(shell, "your new password: ");
    api.http().put("/me/password", new PasswordChange(current, next));
    return new Answer(shell, common)
        .one(
            Map.of("changed", true),
            _ -> shell.terminal().print("changed; your other sign-ins are over"));
  }
}
