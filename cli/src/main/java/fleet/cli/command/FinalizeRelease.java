package fleet.cli.command;

import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** {@code fleet release finalize FLEET RELEASE}: a draft goes out as it was pushed. */
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
        .sentence(
            done,
            now ->
                now.state() == ReleaseState.UNSIGNED
                    ? "%s goes out to %s once it is signed: fleet release sign %s %s --key FILE"
                        .formatted(now.version(), now.fleet(), now.fleet(), now.version())
                    : "%s is final, and goes out to %s".formatted(now.version(), now.fleet()));
  }
}
