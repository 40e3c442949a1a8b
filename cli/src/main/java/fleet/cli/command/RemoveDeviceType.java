package fleet.cli.command;

import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet device type rm TYPE}: removes a kind of device that was added. */
final class RemoveDeviceType implements Command {
  @Parameters(paramLabel = "TYPE", description = "Its slug.")
  private String type;

  @Mixin private Common common;

  private final Shell shell;

  RemoveDeviceType(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    Api.signedIn(shell, common).http().delete(Api.route("device-types", type));
    return new Answer(shell, common)
        .sentence(Map.of("removed", type), _ -> "device type %s is gone".formatted(type));
  }
}
