package fleet.supervisor;

import fleet.contract.release.Platform;
import java.util.Locale;

/** What this machine is, from the point of view of its user land. */
final class Machine {
  private Machine() {}

  /** The platform whose images it runs. */
  static Platform platform() {
    return platform(System.getProperty("os.arch", ""));
  }

  /** The device type where none is given. */
  static String defaultType() {
    var platform = platform();
    return "generic-" + platform.architecture() + platform.variant();
  }

  static Platform platform(String architecture) {
    return switch (architecture.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Platform.LINUX_AMD64;
      case "aarch64", "arm64" -> Platform.LINUX_ARM64;
      case "arm" -> Platform.LINUX_ARM_V7;
      default -> new Platform("linux", architecture, "");
    };
  }
}
