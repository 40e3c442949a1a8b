package fleet.cli.command;

import fleet.contract.devicetype.TypeChoice;
import fleet.contract.job.JobAction;
import fleet.contract.operator.DeviceView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet device set-type DEVICE TYPE}: says of what type a device is. */
final class SetDeviceType implements Command {
  @Mixin private DeviceArgument device;
  @Mixin private ManyDevices many;
  @Mixin private Confirmation confirmation;

  @Parameters(index = "1", paramLabel = "TYPE", description = "As fleet device type list has it.")
  private String type;

  @Mixin private Common common;

  private final Shell shell;

  SetDeviceType(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var wanted =
        CommandFailure.understood(() -> new TypeChoice(type), "fleet device type list shows them");
    if (many.areMeant()) {
      return new BulkOrder(shell, common, many, confirmation)
          .run(device.fleet(), new JobAction.SetType(type), "sets the type of");
    }
    var api = Api.signedIn(shell, common);
    var view = api.http().put(device.route("type"), wanted, DeviceView.class);
    return new Answer(shell, common)
        .sentence(view, now -> "%s is a %s now".formatted(now.name(), now.type()));
  }
}
