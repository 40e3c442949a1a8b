package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.Rollback;
import fleet.contract.release.Release;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet release rollback FLEET}: an older release becomes the fleet's again. */
final class RollBackRelease implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Option(
      names = "--to",
      paramLabel = "RELEASE",
      description = "To which; the one that the fleet had before if not said.")
  private @Nullable String to;

  @Mixin private Common common;

  private final Shell shell;

  RollBackRelease(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var order = new Rollback(Optional.ofNullable(to));
    var done = api.http().post(Api.route("fleets", fleet, "rollback"), order, Release.class);
    return new Answer(shell, common)
        .one(
            done,
            now -> shell.terminal().print("%s runs %s again".formatted(fleet, now.version())));
  }
}
