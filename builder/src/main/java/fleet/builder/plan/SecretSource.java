package fleet.builder.plan;

/** Where the value of a build's secret comes from. */
public sealed interface SecretSource {
  /** A file of the project; its path is relative to the project's root. */
  record InProject(String path) implements SecretSource {}

  /**
   * One that the push brings, or the fleet keeps.
   *
   * @param place that asks for it, for whoever has to be told that nobody gave it
   */
  record Given(String name, String place) implements SecretSource {}
}
