package fleet.builder.source;

import fleet.builder.plan.ProjectFiles;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the planner look at a project: names at once, texts when it asks for them.
 *
 * @param paths of all regular files; links are none
 */
public record ProjectReader(Path project, Set<String> paths) implements ProjectFiles {
  private static final long MAX_TEXT_BYTES = 1024 * 1024;

  public ProjectReader {
    paths = Set.copyOf(paths);
  }

  public static ProjectReader of(Path project) throws IOException {
    var paths = new HashSet<String>();
    try (var found = Files.walk(project)) {
      for (var path : (Iterable<Path>) found::iterator) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          paths.add(project.relativize(path).toString());
        }
      }
    }
    return new ProjectReader(project, paths);
  }

  @Override
  public Optional<String> text(String path) {
    return paths.contains(path) ? Optional.of(text(project.resolve(path), path)) : Optional.empty();
  }

  private static String text(Path file, String path) {
    try {
      if (Files.size(file) > MAX_TEXT_BYTES) {
        throw refuse(path, "is larger than 1 MiB");
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw refuse(path, "is not UTF-8 text");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProblemException refuse(String path, String reason) {
    return new ProblemException(ProblemCode.INVALID_PROJECT, "%s %s".formatted(path, reason), "");
  }
}
