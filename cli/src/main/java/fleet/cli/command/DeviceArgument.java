package fleet.cli.command;

import picocli.CommandLine.Parameters;

/** The device that a command is about. */
final class DeviceArgument {
  @Parameters(index = "0", paramLabel = "DEVICE", description = "Name or id of the device.")
  private String device;

  /** The device's place in the API, with what follows it. */
  String route(Object... rest) {
    return Api.route("devices", device) + Api.route(rest);
  }
}
