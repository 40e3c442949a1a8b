package fleet.cli.e2e;

import java.net.URI;

/**
 * The engines that {@code bin/verify} started, as it tells by environment variable.
 *
 * @param hostAddress the server's host as the device sees it
 */
record Lab(URI buildEngine, URI deviceEngine, String namespace, String hostAddress, String bases) {
  static Lab fromEnvironment() {
    return new Lab(
        URI.create(variable("FLEET_TEST_BUILD_ENGINE")),
        URI.create(variable("FLEET_TEST_DEVICE_ENGINE")),
        variable("FLEET_TEST_DEVICE_NETNS"),
        variable("FLEET_TEST_HOST_ADDRESS"),
        variable("FLEET_TEST_BASES"));
  }

  static String variable(String name) {
    var value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new AssertionError(
          name
              + " is not set: run bin/verify, or first eval \"$(bin/fleet lab up --env)\" and export"
              + " FLEET_TEST_PREVIOUS=$(bin/previous)");
    }
    return value;
  }
}
