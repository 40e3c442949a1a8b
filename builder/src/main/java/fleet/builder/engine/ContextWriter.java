package fleet.builder.engine;

import fleet.builder.plan.Recipe;
import fleet.builder.plan.ServiceBuild;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes the context of one image: the files that its .dockerignore leaves, and its Dockerfile. */
public final class ContextWriter {
  /** Where a Dockerfile goes that is not a file of the context. */
  private static final String INJECTED = ".fleet.Dockerfile";

  private static final String IGNORE_FILE = ".dockerignore";
  private static final int MAX_IGNORE_BYTES = 1024 * 1024;

  private final Path project;
  private final Set<String> withheld;

  /**
   * @param project folder with the project's files
   * @param withheld paths of files that no build sees, such as those of secrets
   */
  public ContextWriter(Path project, Set<String> withheld) {
    this.project = project;
    this.withheld = Set.copyOf(withheld);
  }

  /** Writes the tar; its Dockerfile is in it even where .dockerignore names it. */
  public ContextArchive write(ServiceBuild build, Path file) throws IOException {
    try (var tar =
        new TarArchiveOutputStream(
            new BufferedOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      addRoot(tar);
      var inside = dockerfileInside(build);
      if (build.context().isPresent()) {
        addFolder(tar, build.context().get(), build, inside.orElse(INJECTED));
      }
      if (inside.isEmpty()) {
        addText(tar, dockerfileText(build));
      }
      return new ContextArchive(file, inside.orElse(INJECTED));
    }
  }

  /** A plain first header: by that alone BuildKit tells a tar from a Dockerfile. */
  private static void addRoot(TarArchiveOutputStream tar) throws IOException {
    var entry = new TarArchiveEntry("./");
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static Optional<String> dockerfileInside(ServiceBuild build) {
    if (!(build.recipe() instanceof Recipe.InProject(var path)) || build.context().isEmpty()) {
      return Optional.empty();
    }
    var context = build.context().get();
    if (context.isEmpty()) {
      return Optional.of(path);
    }
    return path.startsWith(context + "/")
        ? Optional.of(path.substring(context.length() + 1))
        : Optional.empty();
  }

  private String dockerfileText(ServiceBuild build) throws IOException {
    return switch (build.recipe()) {
      case Recipe.InProject(var path) -> Files.readString(project.resolve(path));
      case Recipe.Filled(var _, var text) -> text;
      case Recipe.Inline(var text) -> text;
    };
  }

  private void addFolder(
      TarArchiveOutputStream tar, String context, ServiceBuild build, String dockerfile)
      throws IOException {
    var folder = project.resolve(context);
    if (!Files.isDirectory(folder) || passesLink(folder, context)) {
      throw new ProblemException(
          ProblemCode.INVALID_PROJECT,
          "%s: there is no folder '%s' to build in".formatted(build.service(), context),
          "is it committed, and not behind a symbolic link?");
    }
    var rules = rules(build, folder);
    try (var paths = Files.walk(folder)) {
      for (var path : (Iterable<Path>) paths.sorted()::iterator) {
        var name = folder.relativize(path).toString();
        var wanted = name.equals(dockerfile) || !rules.ignores(name);
        var hidden =
            name.equals(INJECTED) || withheld.contains(project.relativize(path).toString());
        if (!name.isEmpty() && !hidden && wanted) {
          addPath(tar, path, name);
        }
      }
    }
  }

  private boolean passesLink(Path folder, String context) throws IOException {
    return !folder.toRealPath().equals(project.toRealPath().resolve(context));
  }

  private IgnoreRules rules(ServiceBuild build, Path folder) throws IOException {
    var file = build.recipe().file();
    if (file.isPresent()) {
      var own = project.resolve(file.get() + IGNORE_FILE);
      if (Files.isRegularFile(own, LinkOption.NOFOLLOW_LINKS)) {
        return read(own);
      }
    }
    var shared = folder.resolve(IGNORE_FILE);
    return Files.isRegularFile(shared, LinkOption.NOFOLLOW_LINKS)
        ? read(shared)
        : IgnoreRules.parse("");
  }

  private IgnoreRules read(Path file) throws IOException {
    if (Files.size(file) > MAX_IGNORE_BYTES) {
      throw new ProblemException(
          ProblemCode.INVALID_PROJECT,
          "%s is longer than %d KiB".formatted(project.relativize(file), MAX_IGNORE_BYTES / 1024),
          "name folders rather than each of their files");
    }
    try {
      return IgnoreRules.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemCode.INVALID_PROJECT,
          "%s: %s".formatted(project.relativize(file), e.getMessage()),
          "");
    }
  }

  private static void addPath(TarArchiveOutputStream tar, Path path, String name)
      throws IOException {
    if (Files.isSymbolicLink(path)) {
      var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      entry.setLinkName(Files.readSymbolicLink(path).toString());
      put(tar, entry, path);
      tar.closeArchiveEntry();
      return;
    }
    var folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    var entry = new TarArchiveEntry(folder ? name + "/" : name);
    entry.setMode(folder || Files.isExecutable(path) ? 0755 : 0644);
    if (!folder) {
      entry.setSize(Files.size(path));
    }
    put(tar, entry, path);
    if (!folder) {
      Files.copy(path, tar);
    }
    tar.closeArchiveEntry();
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    var seconds = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).to(TimeUnit.SECONDS);
    entry.setModTime(FileTime.from(seconds, TimeUnit.SECONDS));
    tar.putArchiveEntry(entry);
  }

  private static void addText(TarArchiveOutputStream tar, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(INJECTED);
    entry.setSize(bytes.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
