package fleet.cli.command;

import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet key rm FINGERPRINT}: that key pushes no more. */
final class RemoveKey implements Command {
  @Parameters(paramLabel = "FINGERPRINT", description = "As fleet key list shows it.")
  private String fingerprint;

  @Mixin private OfUser whose;
  @Mixin private Common common;

  private final Shell shell;

  RemoveKey(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    api.http().delete(Api.route("keys", fingerprint) + whose.query());
    return new Answer(shell, common)
        .one(
            Map.of("removed", fingerprint),
            _ -> shell.terminal().print("key " + fingerprint + " is gone"));
  }
}
