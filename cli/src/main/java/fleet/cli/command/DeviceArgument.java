package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.DeviceEdit;
import fleet.contract.operator.DeviceView;
import picocli.CommandLine.Parameters;

/** The device that a command is about. */
final class DeviceArgument {
  @Parameters(index = "0", paramLabel = "DEVICE", description = "Name or id of the device.")
  private String device;

  /** What was said in its place where a command is about many: their fleet. */
  FleetName fleet() {
    return CommandFailure.understood(
        () -> FleetName.parse(device), "where many are meant, their fleet stands before all else");
  }

  /** Changes the device, and returns how it is then. */
  DeviceView edit(Api api, DeviceEdit edit) {
    return api.http().patch(route(), edit, DeviceView.class);
  }

  /** The device's place in the API, with what follows it. */
  String route(Object... rest) {
    return Api.route("devices", device) + Api.route(rest);
  }
}
