package fleet.builder.plan;

import fleet.contract.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which compose files a project is made of: those that {@code COMPOSE_FILE} in its {@code .env}
 * names, each over the one before it, else the first of the usual names.
 *
 * @param asking where they are named
 */
record ComposeChoice(List<String> paths, Where asking) {
  /** In order of preference, as Compose looks for them. */
  private static final List<String> USUAL =
      List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

  private static final List<String> OVERRIDES =
      List.of(
          "compose.override.yaml",
          "compose.override.yml",
          "docker-compose.override.yaml",
          "docker-compose.override.yml");

  private static final String NAMES = "COMPOSE_FILE";
  private static final String SEPARATOR = "COMPOSE_PATH_SEPARATOR";

  /**
   * Looks for them.
   *
   * @throws ProblemException when one that is named is not there
   */
  static Optional<ComposeChoice> of(ProjectFiles files) {
    var lines = EnvLine.of(files.text(Planner.ENV_FILE).orElse(""));
    var named = last(lines, NAMES);
    if (named.isPresent()) {
      return named.map(line -> named(line, separator(lines), files));
    }
    return USUAL.stream()
        .filter(files.paths()::contains)
        .findFirst()
        .map(path -> new ComposeChoice(List.of(path), new Where(path, 1, "")));
  }

  /** At which relative paths begin: that of the first file, as in Compose. */
  String folder() {
    return Paths.folder(paths.getFirst());
  }

  /** Of the files that people keep for their own machines, those that are passed over. */
  void tellOverrides(ProjectFiles files, Notes notes) {
    OVERRIDES.stream()
        .filter(files.paths()::contains)
        .filter(path -> !paths.contains(path))
        .forEach(path ->
            notes.add(
                "%s is not read, for such a file is for one's own machine; COMPOSE_FILE=%s:%s in .env reads both"
                    .formatted(path, String.join(":", paths), path)));
  }

  private static ComposeChoice named(EnvLine line, String separator, ProjectFiles files) {
    var where = new Where(Planner.ENV_FILE, line.number(), NAMES);
    var paths =
        Arrays.stream(line.value().orElse("").split(Pattern.quote(separator)))
            .map(String::strip)
            .filter(path -> !path.isEmpty())
            .map(path -> Paths.inProject(new Value.Text(where, path), "", path))
            .toList();
    if (paths.isEmpty()) {
      throw where.refuse("names no file", "such as COMPOSE_FILE=compose.yaml:compose.prod.yaml");
    }
    paths.stream()
        .filter(path -> !files.paths().contains(path))
        .findFirst()
        .ifPresent(path -> {
          throw where.refuse("there is no file '%s'".formatted(path), "is it committed?");
        });
    return new ComposeChoice(paths, where);
  }

  private static String separator(List<EnvLine> lines) {
    return last(lines, SEPARATOR).flatMap(EnvLine::value).filter(it -> !it.isEmpty()).orElse(":");
  }

  private static Optional<EnvLine> last(List<EnvLine> lines, String name) {
    return lines.stream()
        .filter(line -> line.name().equals(name) && line.value().isPresent())
        .reduce((_, later) -> later);
  }
}
