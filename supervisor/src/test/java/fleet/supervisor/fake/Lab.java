package fleet.supervisor.fake;

import java.nio.file.Path;
import java.util.Optional;

/** What the integration tests run against; bin/verify sets it up. */
public final class Lab {
  private Lab() {}

  /** Socket of the engine that stands for a device. */
  public static Path deviceEngine() {
    return Path.of(variable("FLEET_TEST_DEVICE_ENGINE").substring("unix://".length()));
  }

  /** Socket of an engine in the network namespace of the tests. */
  public static Path buildEngine() {
    return Path.of(variable("FLEET_TEST_BUILD_ENGINE").substring("unix://".length()));
  }

  /** The network namespace of the device's engine. */
  public static Path deviceNetwork() {
    return Path.of("/var/run/netns", variable("FLEET_TEST_DEVICE_NETNS"));
  }

  /** This machine as the device sees it. */
  public static String hostAddress() {
    return variable("FLEET_TEST_HOST_ADDRESS");
  }

  /** The root folder of a small image of this machine's architecture. */
  public static Path base() {
    return Path.of(variable("FLEET_TEST_BASES"), "amd64");
  }

  private static String variable(String name) {
    return Optional.ofNullable(System.getenv(name))
        .orElseThrow(() ->
            new IllegalStateException(
                "%s is not set: bin/verify sets it, and starts the engines".formatted(name)));
  }
}
