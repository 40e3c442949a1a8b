package fleet.cli.command;

import fleet.contract.identity.DeviceName;
import fleet.contract.operator.DeviceEdit;
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
    var edit = DeviceEdit.ofName(name);
    return new Answer(shell, common)
        .sentence(
            device.edit(Api.signedIn(shell, common), edit),
            now -> "the device of %s is called %s now".formatted(now.fleet(), now.name()));
  }
}
