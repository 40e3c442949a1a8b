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

/** Reads a project: its compose file, else its one Dockerfile. */
public final class Planner {
  /** In order of preference, as Compose looks for them. */
  private static final List<String> COMPOSE_FILES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

  static final String ENV_FILE = ".env";

  private static final String DOCKERFILE = "Dockerfile";
  private static final ServiceName MAIN = ServiceName.parse("main");

  private Planner() {}

  /**
   * Says what to build.
   *
   * @throws ProblemException {@code INVALID_PROJECT}, with file, line and key in its message
   */
  public static BuildPlan plan(ProjectFiles files, PlatformChoice platforms) {
    var compose = COMPOSE_FILES.stream().filter(files.paths()::contains).findFirst();
    if (compose.isPresent()) {
      return new ComposeReader(compose.get(), files).plan(platforms);
    }
    if (files.paths().contains(DOCKERFILE)) {
      return single(platforms);
    }
    throw new ProblemException(
        ProblemCode.INVALID_PROJECT,
        "there is no Dockerfile and no docker-compose.yml in the project's root",
        "add a Dockerfile for one service, or a docker-compose.yml for several");
  }

  private static BuildPlan single(PlatformChoice platforms) {
    var build =
        new ServiceBuild(
            MAIN, Optional.of(""), new Recipe.InProject(DOCKERFILE), Map.of(), Optional.empty());
    return new BuildPlan(
        List.of(build),
        platforms.among(List.of()),
        Optional.empty(),
        new Composition(Map.of(MAIN, ServiceSpec.plain()), Set.of()),
        List.of());
  }
}
