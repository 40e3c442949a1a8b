package fleet.tunnel;

import fleet.contract.Json;
import fleet.contract.device.DeviceAction;
import fleet.contract.identity.DeviceId;
import fleet.supervisor.remote.RemoteAccess;
import fleet.supervisor.remote.RemoteSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A supervisor reduced to its remote access: opens a link for each action on standard input. */
final class DeviceMain {
  private DeviceMain() {}

  /** Arguments: device id, engine socket, identity key, server's time minus ours, idle time. */
  public static void main(String[] arguments) throws IOException {
    var settings =
        new RemoteSettings(
            DeviceId.parse(arguments[0]),
            Path.of(arguments[1]),
            Path.of(arguments[2]),
            "an.offer.without.host.invalid",
            Clock.offset(Clock.systemUTC(), Duration.parse(arguments[3])),
            Duration.parse(arguments[4]));
    try (var access = new RemoteAccess(settings);
        var actions =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var line = actions.readLine(); line != null; line = actions.readLine()) {
        access.open((DeviceAction.OpenLink) Json.read(line, DeviceAction.class));
      }
    }
  }
}
