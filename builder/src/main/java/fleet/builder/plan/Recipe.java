package fleet.builder.plan;

/** Where the Dockerfile is. */
public sealed interface Recipe {
  /** A file of the project; its path is relative to the project's root. */
  record InProject(String path) implements Recipe {}

  /** What a template of the project became. */
  record Filled(String path, String text) implements Recipe {}

  /** The text itself. */
  record Inline(String text) implements Recipe {}
}
