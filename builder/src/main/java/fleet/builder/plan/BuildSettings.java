package fleet.builder.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a service says of its build beside where its files are.
 *
 * @param target stage to stop at
 * @param labels of the image
 * @param cacheFrom images whose steps may be taken over
 * @param secrets by the ids that the Dockerfile names
 */
public record BuildSettings(
    Map<String, String> args,
    Optional<String> target,
    Map<String, String> labels,
    List<String> cacheFrom,
    Surroundings surroundings,
    Map<String, SecretSource> secrets) {
  public static final BuildSettings NONE =
      new BuildSettings(
          Map.of(), Optional.empty(), Map.of(), List.of(), Surroundings.USUAL, Map.of());

  public BuildSettings {
    args = Map.copyOf(args);
    labels = Map.copyOf(labels);
    cacheFrom = List.copyOf(cacheFrom);
    secrets = Map.copyOf(secrets);
  }

  /** What the steps of a build reach. */
  public enum Network {
    /** What containers reach. */
    USUAL("default"),
    NONE("none"),
    /** That of the engine's machine. */
    HOST("host");

    private final String mode;

    Network(String mode) {
      this.mode = mode;
    }

    /** As engines call it. */
    public String mode() {
      return mode;
    }
  }

  /**
   * What the build's steps find around them.
   *
   * @param network of all steps
   * @param shmBytes size of /dev/shm
   * @param hosts addresses by name, beside those of the name server
   */
  public record Surroundings(Network network, OptionalLong shmBytes, Map<String, String> hosts) {
    public static final Surroundings USUAL =
        new Surroundings(Network.USUAL, OptionalLong.empty(), Map.of());

    public Surroundings {
      hosts = Map.copyOf(hosts);
    }
  }
}
