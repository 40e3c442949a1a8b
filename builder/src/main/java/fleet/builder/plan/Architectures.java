package fleet.builder.plan;

import fleet.contract.release.Platform;
import java.util.List;
import java.util.Map;

/** What architectures are called in the names of Dockerfiles, balena's names first. */
final class Architectures {
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "linux/amd64", List.of("amd64"),
          "linux/arm64", List.of("aarch64", "arm64"),
          "linux/arm/v7", List.of("armv7hf", "armv7"),
          "linux/arm/v6", List.of("rpi", "armv6"),
          "linux/386", List.of("i386", "386"));

  private Architectures() {}

  static List<String> names(Platform platform) {
    return NAMES.getOrDefault(platform.toString(), List.of(platform.architecture()));
  }
}
