package fleet.builder.build;

import fleet.builder.plan.Wish;
import fleet.contract.identity.ServiceName;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Canary;
import fleet.contract.release.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a push asks for beside its source, written {@code draft}, {@code no-cache}, {@code note=..},
 * {@code tag.KEY=VALUE}, {@code platform=linux/arm64}, {@code service=web}, {@code
 * dockerfile=docker/Dockerfile}, {@code wait=60s}, {@code canary=2}, {@code soak=10m}, {@code
 * deadline=15m}, {@code devices=a,b}, {@code seed=5}; platform, service and devices may be
 * repeated.
 *
 * @param deviceWait how long to wait for devices; the server's own measure when absent
 * @param canary which devices get the release first
 * @param services that are built, when the others keep the images that they have; all when empty
 * @param wish of how images are made
 */
public record BuildOptions(
    boolean draft,
    boolean noCache,
    String note,
    Map<String, String> tags,
    List<Platform> platforms,
    Optional<Duration> deviceWait,
    Optional<Canary> canary,
    List<ServiceName> services,
    Wish wish) {
  /** The tag that names the branch from which a draft was built. */
  public static final String BRANCH = "branch";

  public BuildOptions {
    tags = Map.copyOf(tags);
    platforms = List.copyOf(platforms);
    services = List.copyOf(services);
  }

  /**
   * Reads the options of one push.
   *
   * @throws ProblemException {@code INVALID_REQUEST} with the option that is not one
   */
  public static BuildOptions parse(List<String> words) {
    return new OptionReader().read(words);
  }

  /** What a push to a branch of drafts asks for, which is tagged with the branch. */
  public static List<String> draftOf(String branch, List<String> words) {
    return Stream.concat(words.stream(), Stream.of("draft", "tag.%s=%s".formatted(BRANCH, branch)))
        .toList();
  }
}
