package fleet.cli.command;

import fleet.contract.devicetype.DeviceType;
import picocli.CommandLine.Mixin;

/** {@code fleet device type list}: the kinds of devices that are known. */
final class ListDeviceTypes implements Command {
  @Mixin private Common common;

  private final Shell shell;

  ListDeviceTypes(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var types = Api.signedIn(shell, common).all("/device-types", DeviceType.class);
    return new Answer(shell, common).list(types, TypeText::table, "there are no device types");
  }
}
