package fleet.cli.command;

import fleet.contract.release.Release;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** {@code fleet release finalize FLEET RELEASE}: a draft becomes the fleet's release. */
final class FinalizeRelease implements Command {
  @Mixin private ReleaseArguments release;
  @Mixin private Common common;

  private final Shell shell;

  FinalizeRelease(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var done = api.http().post(release.route("finalize"), Map.of(), Release.class);
    return new Answer(shell, common)
        .one(
            done,
            now ->
                shell
                    .terminal()
                    .print("%s is final, and what %s runs".formatted(now.version(), now.fleet())));
  }
}
