package fleet.builder.plan;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A project of these texts, and of others that nobody reads.
 *
 * @param texts by path
 */
record GivenFiles(Map<String, String> texts, Set<String> others) implements ProjectFiles {
  /** A project whose compose file says this. */
  static GivenFiles compose(String text) {
    return new GivenFiles(Map.of("docker-compose.yml", text), Set.of("Dockerfile"));
  }

  @Override
  public Set<String> paths() {
    var paths = new HashSet<>(others);
    paths.addAll(texts.keySet());
    return paths;
  }

  @Override
  public Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }
}
