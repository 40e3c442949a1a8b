package fleet.supervisor;

import fleet.contract.release.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine is, from the point of view of its user land. */
final class Machine {
  private static final int MAX_MODEL = 100;

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

  /** What it says of itself: on boards the device tree does, on PCs the firmware. */
  static Optional<String> model() {
    return Stream.of("/proc/device-tree/model", "/sys/class/dmi/id/product_name")
        .map(Path::of)
        .map(Machine::line)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The text of a small file of the kernel, which may end with a zero byte. */
  static Optional<String> line(Path file) {
    try (var bytes = Files.newInputStream(file)) {
      var text = new String(bytes.readNBytes(MAX_MODEL), StandardCharsets.UTF_8);
      var line = text.replaceAll("\\p{Cntrl}", " ").strip();
      return Optional.of(line).filter(said -> !said.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
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
