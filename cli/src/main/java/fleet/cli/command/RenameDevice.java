package fleet.cli.command;

import fleet.contract.identity.DeviceName;
import fleet.contract.operator.DeviceEdit;
import fleet.contract.operator.DeviceView;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet device rename DEVICE NAME}: gives a device another name. */
final class RenameDevice implements Command {
  @Mixin private DeviceArgument device;

  @Parameters(index = "1", paramLabel = "NAME", description = "Its new name.")
  private DeviceName name;

  @Mixin private Common common;

  private final Shell shell;

  RenameDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var edit = new DeviceEdit(Optional.of(name), Optional.empty(), Optional.empty());
    var view = Api.signedIn(shell, common).http().patch(device.route(), edit, DeviceView.class);
    return new Answer(shell, common)
        .one(
            view,
            now ->
                shell
                    .terminal()
                    .print("the device of %s is called %s now".formatted(now.fleet(), now.name())));
  }
}
