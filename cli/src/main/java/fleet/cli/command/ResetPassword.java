package fleet.cli.command;

import fleet.contract.access.PasswordReset;
import fleet.contract.identity.UserName;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet user reset-password NAME}: another password for somebody else. */
final class ResetPassword implements Command {
  @Parameters(paramLabel = "NAME", description = "Whose password.")
  private UserName name;

  @Mixin private PasswordOption password;
  @Mixin private Common common;

  private final Shell shell;

  ResetPassword(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var next = password.readNew(shell, "new password for " + name + ": ");
    api.http().put(Api.route("users", name, "password"), new PasswordReset(next));
    return new Answer(shell, common)
        .one(
            Map.of("reset", name),
            _ -> shell.terminal().print(name + " has another password; their sign-ins are over"));
  }
}
