package fleet.builder.plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the planner may know of a project.
 *
 * @param texts of the few files that it reads, by path: compose files, {@code .env}
 * @param paths of all regular files, relative to the root, with {@code /}
 */
public record ProjectFiles(Map<String, String> texts, Set<String> paths) {
  public ProjectFiles {
    texts = Map.copyOf(texts);
    paths = Set.copyOf(paths);
  }

  Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }
}
