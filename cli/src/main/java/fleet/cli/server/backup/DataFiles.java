package fleet.cli.server.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of a data folder that a backup holds, copied while the server writes. */
final class DataFiles {
  private static final int PASSES = 10;
  private static final Path OBJECTS = Path.of("objects");
  private static final List<String> IN_THE_MAKING = List.of(".lock", ".tmp", ".part");

  private final Path data;
  private final ArchiveWriter archive;

  DataFiles(Path data, ArchiveWriter archive) {
    this.data = data;
    this.archive = archive;
  }

  /**
   * Copies git's repositories: names before objects, so that no name lacks its object. An object
   * that is packed meanwhile is found in its pack, because it looks until it finds nothing new.
   *
   * @return how many repositories there are
   */
  int addRepositories() throws IOException {
    var git = data.resolve(Entries.BUILDER).resolve("git");
    var repositories = addFolders(git);
    var seen = new HashSet<Path>();
    for (int pass = 0; pass < PASSES; pass++) {
      var fresh =
          files(git)
              .filter(file -> !seen.contains(file))
              .sorted(Comparator.comparing(file -> isObject(git.relativize(file))))
              .toList();
      if (fresh.isEmpty()) {
        return repositories;
      }
      for (var file : fresh) {
        add(file, seen);
      }
    }
    throw new BackupException(
        "the git repositories change faster than they can be copied", "try again later");
  }

  /** Copies the blobs, and returns how many. */
  int addBlobs() throws IOException {
    var seen = new HashSet<Path>();
    for (var blob : files(data.resolve(Entries.REGISTRY).resolve("blobs")).toList()) {
      add(blob, seen);
    }
    return seen.size();
  }

  /** Git takes a repository for one by its folders, empty or not; returns how many there are. */
  private int addFolders(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return 0;
    }
    List<Path> folders;
    try (var repositories = Files.list(root)) {
      folders =
          repositories
              .flatMap(path -> Stream.of(path.resolve(OBJECTS), path.resolve("refs")))
              .filter(Files::isDirectory)
              .sorted()
              .toList();
    }
    for (var folder : folders) {
      archive.addFolder(Entries.DATA + data.relativize(folder));
    }
    return (int) folders.stream().filter(folder -> folder.endsWith(OBJECTS)).count();
  }

  private void add(Path file, Set<Path> seen) throws IOException {
    seen.add(file);
    try {
      archive.add(Entries.DATA + data.relativize(file), file);
    } catch (NoSuchFileException e) {
      // It went while we looked; what replaced it is found in the next pass.
    }
  }

  /** Says so of a path within the folder of all repositories: BERLIN.git/objects/... */
  private static boolean isObject(Path file) {
    return StreamSupport.stream(file.spliterator(), false).anyMatch(part -> part.equals(OBJECTS));
  }

  /** The regular files below it, sorted; what goes while we look is left out. */
  private static Stream<Path> files(Path folder) throws IOException {
    var found = new TreeSet<Path>();
    if (Files.isDirectory(folder)) {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && isWhole(file)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault)
                throws IOException {
              if (fault instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw fault;
            }
          });
    }
    return found.stream();
  }

  private static boolean isWhole(Path file) {
    return IN_THE_MAKING.stream().noneMatch(file.toString()::endsWith);
  }
}
