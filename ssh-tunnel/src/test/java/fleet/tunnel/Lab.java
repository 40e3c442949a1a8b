package fleet.tunnel;

import java.nio.file.Path;
import java.util.Optional;

/** The real parts that a test machine offers, told by environment variables. */
record Lab(String engine, String deviceNamespace, String hostAddress, Path bases) {
  static Lab fromEnvironment() {
    return new Lab(
        required("FLEET_TEST_DEVICE_ENGINE"),
        required("FLEET_TEST_DEVICE_NETNS"),
        required("FLEET_TEST_HOST_ADDRESS"),
        Path.of(required("FLEET_TEST_BASES")));
  }

  Path engineSocket() {
    return Path.of(engine.substring("unix://".length()));
  }

  private static String required(String name) {
    return Optional.ofNullable(System.getenv(name))
        .orElseThrow(() -> new IllegalStateException(name + " is missing: bin/verify sets it"));
  }
}
