package fleet.builder.plan;

import java.util.Optional;

/** Where the Dockerfile is. */
public sealed interface Recipe {
  /** The file of the project that it comes from, if it does. */
  default Optional<String> file() {
    return switch (this) {
      case InProject(var path) -> Optional.of(path);
      case Filled(var path, var _) -> Optional.of(path);
      case Inline _ -> Optional.empty();
    };
  }

  /** A file of the project; its path is relative to the project's root. */
  record InProject(String path) implements Recipe {}

  /** What a template of the project became. */
  record Filled(String path, String text) implements Recipe {}

  /** The text itself. */
  record Inline(String text) implements Recipe {}
}
