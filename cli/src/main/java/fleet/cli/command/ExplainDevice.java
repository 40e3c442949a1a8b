package fleet.cli.command;

import fleet.cli.output.Printable;
import fleet.contract.operator.DeviceView;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** {@code fleet device why DEVICE}: one line, why it runs what it runs. */
final class ExplainDevice implements Command {
  @Mixin private DeviceArgument device;

  @Mixin private Common common;

  private final Shell shell;

  ExplainDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var view = api.http().get(device.route(), DeviceView.class);
    return new Answer(shell, common)
        .one(
            Map.of("device", view.name(), "why", view.why()),
            _ -> shell.terminal().print(Printable.line(view.why())));
  }
}
