package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.DeviceView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet device list}: devices, of one fleet or of all. */
final class ListDevices implements Command {
  @Option(names = "--fleet", paramLabel = "FLEET", description = "Only the devices of this fleet.")
  private @Nullable FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ListDevices(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var route = fleet == null ? "/devices" : "/devices?fleet=" + fleet;
    var devices = api.all(route, DeviceView.class);
    return new Answer(shell, common)
        .list(
            devices,
            all -> DeviceTable.of(all, shell.clock().instant()),
            "there are no devices; add one: fleet device add FLEET");
  }
}
