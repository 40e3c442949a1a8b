package fleet.cli.command;

import fleet.contract.job.JobAction;
import fleet.contract.operator.DeviceView;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet device rm DEVICE}: forgets a device, which then no longer gets in. */
final class RemoveDevice implements Command {
  @Mixin private DeviceArgument device;
  @Mixin private ManyDevices many;

  @Option(
      names = "--keep",
      description = "Keep how it last was; else all that it ever said is erased.")
  private boolean keep;

  @Mixin private Confirmation confirmation;
  @Mixin private Common common;

  private final Shell shell;

  RemoveDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    if (many.areMeant()) {
      return new BulkOrder(shell, common, many, confirmation)
          .run(device.fleet(), new JobAction.Remove(keep), "removes for ever");
    }
    var api = Api.signedIn(shell, common);
    var view = api.http().get(device.route(), DeviceView.class);
    var named = "device " + view.name() + " of " + view.fleet();
    confirmation.require(
        shell, "this removes the %s, and its key does not come back".formatted(named));
    api.http().delete(Api.route("devices", view.id()) + (keep ? "?data=keep" : ""));
    return new Answer(shell, common)
        .one(
            Map.of("removed", view.id()),
            _ -> shell.terminal().print(named + " is gone; there it goes on running what it runs"));
  }
}
