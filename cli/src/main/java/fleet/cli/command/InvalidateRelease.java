package fleet.cli.command;

import fleet.contract.operator.Invalidation;
import fleet.contract.release.Release;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet release invalidate FLEET RELEASE}: no device is given it any more. */
final class InvalidateRelease implements Command {
  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; everybody who looks at it reads that.")
  private String reason;

  @Mixin private ReleaseArguments release;
  @Mixin private Confirmation confirmation;
  @Mixin private Common common;

  private final Shell shell;

  InvalidateRelease(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    confirmation.require(
        shell, "this takes %s away from all devices, for good".formatted(release.release()));
    var order = new Invalidation(reason);
    var done = api.http().post(release.route("invalidate"), order, Release.class);
    return new Answer(shell, common)
        .one(
            done,
            now ->
                shell.terminal().print("no device is given %s any more".formatted(now.version())));
  }
}
