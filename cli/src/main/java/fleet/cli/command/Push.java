package fleet.cli.command;

import fleet.contract.identity.FleetName;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet push FLEET}: sends a folder, shows its build live, and waits until the release is on
 * the devices.
 */
final class Push implements Command {
  @Parameters(paramLabel = "FLEET", description = "The fleet that gets the release.")
  private FleetName fleet;

  @Option(names = "--source", paramLabel = "DIR", description = "The folder; this one if not said.")
  private Path source = Path.of("");

  @Option(
      names = "--detach",
      description = "Return when the build has begun; fleet attach follows.")
  private boolean detach;

  @Mixin private WaitOptions wait;
  @Mixin private PushOptions options;
  @Mixin private Common common;

  private final Shell shell;

  Push(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var secrets = options.secrets().read(shell);
    var folder =
        ProjectFolder.at(shell.folder().resolve(source).normalize())
            .without(options.secrets().files(shell));
    var order = new SentBuild.Order(fleet, options.words(), options.release(), detach);
    return new SentBuild(shell, common, order, wait).run(folder, secrets);
  }
}
