package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Composition;
import fleet.contract.release.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads a project: its compose files, else the Dockerfile in its root. */
public final class Planner {
  static final String ENV_FILE = ".env";

  static final String DOCKERFILE = "Dockerfile";
  private static final ServiceName MAIN = ServiceName.parse("main");

  private Planner() {}

  /**
   * Says what to build.
   *
   * @throws ProblemException {@code INVALID_PROJECT}, with file, line and key in its message
   */
  public static BuildPlan plan(ProjectFiles files, Occasion occasion) {
    occasion
        .wish()
        .archives()
        .values()
        .forEach(path -> requireThere(files, path, "holds an image"));
    var compose = ComposeChoice.of(files);
    if (compose.isPresent() && occasion.wish().dockerfile().isPresent()) {
      throw new ProblemException(
          ProblemCode.INVALID_PROJECT,
          "the push names a Dockerfile, but %s says which are built"
              .formatted(compose.get().paths().getFirst()),
          "push without it, or write it there: build: {context: ., dockerfile: ..}");
    }
    if (compose.isPresent()) {
      return new ComposeReader(compose.get(), files).plan(occasion);
    }
    if (!occasion.wish().origins().isEmpty()) {
      return ofImages(files, occasion);
    }
    if (occasion.wish().dockerfile().isPresent()
        || files.paths().stream().anyMatch(Planner::isDockerfile)) {
      return single(files, occasion);
    }
    throw new ProblemException(
        ProblemCode.INVALID_PROJECT,
        "there is no Dockerfile and no docker-compose.yml in the project's root",
        "add a Dockerfile for one service, or a docker-compose.yml for several");
  }

  /** What a push names is a file that came with it, and no link. */
  static void requireThere(ProjectFiles files, String path, String what) {
    if (!files.paths().contains(path)) {
      throw new ProblemException(
          ProblemCode.INVALID_PROJECT,
          "there is no file '%s', of which the push says that it %s".formatted(path, what),
          "is it committed? the path begins in the project's root");
    }
  }

  private static boolean isDockerfile(String path) {
    return path.equals(DOCKERFILE) || (path.startsWith(DOCKERFILE + ".") && !path.contains("/"));
  }

  private static BuildPlan single(ProjectFiles files, Occasion occasion) {
    var wanted = occasion.wanted(List.of());
    var nothing = new Value.Fields(new Where(DOCKERFILE, 1, ""), Map.of());
    var settings =
        new SettingsReader(
            Variables.ofEnvFile(""), BuildSecrets.of(nothing, files), new Allowance(occasion));
    var service = new Builds(files, settings, occasion, wanted).read(MAIN);
    return plan(
        List.of(service),
        wanted,
        ProjectVersion.of(Optional.empty(), files),
        new Composition(Map.of(MAIN, ServiceSpec.plain()), Set.of()),
        List.of());
  }

  /** Without a compose file, the images that a push names are all there is. */
  private static BuildPlan ofImages(ProjectFiles files, Occasion occasion) {
    var wanted = occasion.wanted(List.of());
    var services =
        occasion.wish().origins().entrySet().stream()
            .map(image -> Builds.copied(image.getKey(), image.getValue(), wanted))
            .toList();
    var specs = new TreeMap<ServiceName, ServiceSpec>();
    services.forEach(service -> specs.put(service.service(), ServiceSpec.plain()));
    return plan(
        services,
        wanted,
        ProjectVersion.of(Optional.empty(), files),
        new Composition(specs, Set.of()),
        List.of());
  }

  /** A platform that one service lacks is left to none; whoever needs it was refused before. */
  static BuildPlan plan(
      List<ServicePlan> services,
      Occasion.Wanted wanted,
      Optional<String> version,
      Composition composition,
      List<String> notes) {
    var platforms =
        wanted.platforms().stream()
            .filter(platform -> services.stream().allMatch(service -> service.isFor(platform)))
            .toList();
    if (platforms.isEmpty()) {
      throw new ProblemException(
          ProblemCode.INVALID_PROJECT,
          "there is no platform for which every service has a Dockerfile",
          "a Dockerfile without an ending is for all platforms");
    }
    return new BuildPlan(
        services.stream().map(service -> service.only(platforms)).toList(),
        platforms,
        version,
        composition,
        notes,
        wanted.isNeeded());
  }
}
