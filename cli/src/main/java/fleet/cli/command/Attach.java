package fleet.cli.command;

import fleet.contract.identity.BuildId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet attach BUILD}: a build's log from its first line to its end. */
final class Attach implements Command {
  @Parameters(paramLabel = "BUILD", description = "The id that fleet push showed.")
  private BuildId build;

  @Mixin private Common common;

  private final Shell shell;

  Attach(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var api = Api.signedIn(shell, common);
    var log = new BuildLog(shell.terminal(), common.json(), false);
    return switch (follow(api, log)) {
      case BuildOutcome.Failed failed -> throw failed.problem().asException();
      case BuildOutcome.Released released -> tell(log, released);
      case BuildOutcome.Detached _ -> ExitCode.DONE;
    };
  }

  private BuildOutcome follow(Api api, BuildLog log) throws InterruptedException {
    try (var _ = Interruption.watch(shell, api, log)) {
      return new BuildFollower(api, log).attach(build);
    }
  }

  private ExitCode tell(BuildLog log, BuildOutcome.Released released) {
    if (!common.json() && !log.tells(released)) {
      shell.terminal().print("release " + released.version());
    }
    return ExitCode.DONE;
  }
}
