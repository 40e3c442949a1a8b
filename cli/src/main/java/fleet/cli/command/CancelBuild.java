package fleet.cli.command;

import fleet.contract.identity.BuildId;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet cancel BUILD}: ends a build before it makes a release. */
final class CancelBuild implements Command {
  @Parameters(paramLabel = "BUILD", description = "The id that fleet push showed.")
  private BuildId build;

  @Mixin private Common common;

  private final Shell shell;

  CancelBuild(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    Api.signedIn(shell, common).http().delete(Api.route("builds", build));
    return new Answer(shell, common)
        .sentence(Map.of("build", build), _ -> "build %s is cancelled".formatted(build));
  }
}
