package fleet.cli.command;

import fleet.cli.credential.CredentialFile;
import fleet.contract.client.UnreachableException;
import fleet.contract.problem.ProblemException;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** {@code fleet logout}: ends the sign-in, there and here. */
final class Logout implements Command {
  @Mixin private Common common;

  private final Shell shell;

  Logout(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    endThere(api);
    var file = CredentialFile.of(shell.environment());
    file.write(file.read().without(api.server()));
    return new Answer(shell, common)
        .one(
            Map.of("server", api.server()),
            _ -> shell.terminal().print("signed out of " + api.server()));
  }

  /** Forgetting it here must work even when the server is gone or has forgotten it first. */
  private void endThere(Api api) {
    try {
      api.http().post("/logout", Map.of());
    } catch (UnreachableException | ProblemException e) {
      shell
          .terminal()
          .say(
              "the server was not told (" + e.getMessage() + "); the sign-in ends there by itself");
    }
  }
}
