package fleet.cli.command;

import fleet.contract.operator.DeviceView;
import picocli.CommandLine.Mixin;

/** {@code fleet device unpin DEVICE}: lets a device follow its fleet again. */
final class UnpinDevice implements Command {
  @Mixin private DeviceArgument device;

  @Mixin private Common common;

  private final Shell shell;

  UnpinDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    api.http().delete(device.route("pin"));
    var view = api.http().get(device.route(), DeviceView.class);
    return new Answer(shell, common)
        .sentence(view, now -> "%s follows %s again".formatted(now.name(), now.fleet()));
  }
}
