package fleet.cli.command;

import fleet.contract.job.JobAction;
import fleet.contract.operator.DeviceView;
import picocli.CommandLine.Mixin;

/** {@code fleet device unpin DEVICE}: lets a device follow its fleet again. */
final class UnpinDevice implements Command {
  @Mixin private DeviceArgument device;
  @Mixin private ManyDevices many;
  @Mixin private Confirmation confirmation;

  @Mixin private Common common;

  private final Shell shell;

  UnpinDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    if (many.areMeant()) {
      return new BulkOrder(shell, common, many, confirmation)
          .run(device.fleet(), new JobAction.Unpin(), "ends the pins of");
    }
    var api = Api.signedIn(shell, common);
    api.http().delete(device.route("pin"));
    var view = api.http().get(device.route(), DeviceView.class);
    return new Answer(shell, common)
        .sentence(view, now -> "%s follows %s again".formatted(now.name(), now.fleet()));
  }
}
