package fleet.builder.plan;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The project's own version, a semantic one: what {@code x-fleet.version} says, else {@code
 * version} in {@code balena.yml}, else the file {@code VERSION}.
 */
final class ProjectVersion {
  private static final String BALENA = "balena.yml";
  private static final String PLAIN = "VERSION";
  private static final String NUMBER = "(?:0|[1-9]\\d{0,8})";
  private static final String WORD = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";

  /** As semver.org writes it, of bounded length. */
  private static final Pattern SEMVER =
      Pattern.compile(
          "(?=.{5,100}$)%1$s\\.%1$s\\.%1$s(?:-%2$s(?:\\.%2$s)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?"
              .formatted(NUMBER, WORD));

  private ProjectVersion() {}

  /**
   * Nothing where the project does not say.
   *
   * @param said what the compose file's {@code x-fleet} says
   */
  static Optional<String> of(Optional<Value> said, ProjectFiles files) {
    return said.map(value -> semver(value.where(), value.text()))
        .or(() -> files.text(BALENA).flatMap(ProjectVersion::ofBalena))
        .or(() -> files.text(PLAIN).flatMap(ProjectVersion::ofText));
  }

  private static Optional<String> version(Value mapping) {
    return Optional.ofNullable(mapping.fields().get("version"))
        .filter(value -> !(value instanceof Value.Nothing))
        .map(value -> semver(value.where(), value.text()));
  }

  /** Of its other keys nothing is asked, and a dollar in it is a dollar. */
  private static Optional<String> ofBalena(String text) {
    var root = new YamlReader(BALENA, Variables.ofEnvFile("")).read(text.replace("$", "$$"));
    return root instanceof Value.Fields ? version(root) : Optional.empty();
  }

  /** The first line that says something. */
  private static Optional<String> ofText(String text) {
    var lines = text.lines().toList();
    for (var number = 1; number <= lines.size(); number++) {
      var line = lines.get(number - 1).strip();
      if (!line.isEmpty()) {
        return Optional.of(semver(new Where(PLAIN, number, ""), line));
      }
    }
    return Optional.empty();
  }

  private static String semver(Where where, String text) {
    if (!SEMVER.matcher(text).matches()) {
      var shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
      throw where.refuse("'%s' is not a semantic version".formatted(shown), "such as 1.4.0");
    }
    return text;
  }
}
