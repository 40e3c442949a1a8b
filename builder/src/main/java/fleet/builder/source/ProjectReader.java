package fleet.builder.source;

import fleet.builder.plan.Planner;
import fleet.builder.plan.ProjectFiles;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.stream.Stream;

/** Reads what the planner may know of a project. */
public final class ProjectReader {
  private static final long MAX_TEXT_BYTES = 1024 * 1024;

  private ProjectReader() {}

  public static ProjectFiles read(Path project) throws IOException {
    var paths = new HashSet<String>();
    try (var found = Files.walk(project)) {
      for (var path : (Iterable<Path>) found::iterator) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          paths.add(project.relativize(path).toString());
        }
      }
    }
    var texts = new HashMap<String, String>();
    var wanted = Stream.concat(Planner.COMPOSE_FILES.stream(), Stream.of(Planner.ENV_FILE));
    for (var name : (Iterable<String>) wanted.filter(paths::contains)::iterator) {
      texts.put(name, text(project.resolve(name)));
    }
    return new ProjectFiles(texts, paths);
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > MAX_TEXT_BYTES) {
      throw refuse(file, "is larger than 1 MiB");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw refuse(file, "is not UTF-8 text");
    }
  }

  private static ProblemException refuse(Path file, String reason) {
    return new ProblemException(
        ProblemCode.INVALID_PROJECT, "%s %s".formatted(file.getFileName(), reason), "");
  }
}
