package fleet.builder.engine;

import fleet.contract.release.BuildTool;
import fleet.contract.release.Platform;
import java.util.Set;

/**
 * What an engine says of itself.
 *
 * @param architecture of its processors, in OCI's words
 */
public record EngineVersion(BuildTool tool, String architecture) {
  private static final Set<String> INTEL = Set.of("amd64", "386");
  private static final Set<String> ARM = Set.of("arm64", "arm");

  /**
   * Says whether it runs a platform's programs by emulation. The 32-bit ones of its own kind it is
   * believed to run itself.
   */
  public boolean emulates(Platform platform) {
    var other = platform.architecture();
    return !other.equals(architecture)
        && !(INTEL.contains(other) && INTEL.contains(architecture))
        && !(other.equals("arm") && ARM.contains(architecture));
  }
}
