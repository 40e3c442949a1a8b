package fleet.builder.source;

import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * Writes entries below one folder. Refuses paths that leave it, never writes through a symbolic
 * link, and keeps within its limits. Mutable, one owner.
 */
final class ProjectWriter {
  private static final int MAX_PATH_CHARS = 4_096;
  private static final int MAX_NAME_BYTES = 255;
  private static final int BUFFER = 64 * 1024;
  private static final int COMMIT_DIGITS = 40;

  private final Path root;
  private final SourceLimits limits;
  private final TreeMap<String, String> content = new TreeMap<>();
  private long bytes;
  private int entries;

  ProjectWriter(Path root, SourceLimits limits) {
    this.root = root;
    this.limits = limits;
  }

  void folder(String path) throws IOException {
    count(path);
    var folder = resolve(path);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(folder);
      Files.createDirectories(folder);
    }
  }

  void file(String path, boolean executable, Instant modified, InputStream in) throws IOException {
    count(path);
    var file = room(path);
    var sha256 = Digest.sha256();
    try (var out =
        Files.newOutputStream(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      copy(in, out, sha256);
    }
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    Files.setLastModifiedTime(file, FileTime.from(modified));
    content.put(path, (executable ? "x " : "- ") + HexFormat.of().formatHex(sha256.digest()));
  }

  /** Writes a symbolic link as it is; nothing of ours follows it, wherever it points. */
  void link(String path, String target) throws IOException {
    count(path);
    if (target.isEmpty() || target.length() > MAX_PATH_CHARS || target.indexOf('\0') >= 0) {
      throw refuse(path, "is a link to nowhere");
    }
    Files.createSymbolicLink(room(path), Path.of(target));
    content.put(path, "l " + target);
  }

  /** Writes another name of a file that was written before. */
  void hardLink(String path, String existing) throws IOException {
    var source = resolve(existing);
    if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
      throw refuse(
          path, "is a hard link to '%s', which is no file of the project".formatted(existing));
    }
    var modified = Files.getLastModifiedTime(source, LinkOption.NOFOLLOW_LINKS).toInstant();
    try (var in = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS)) {
      file(path, Files.isExecutable(source), modified, in);
    }
  }

  ProblemException refuse(String path, String reason) {
    var shown = path.replaceAll("\\p{Cntrl}", "?");
    return new ProblemException(
        ProblemCode.INVALID_PROJECT,
        "%s %s".formatted(shown.length() > 200 ? shown.substring(0, 200) + "..." : shown, reason),
        "");
  }

  /** Forty digits that stand for the paths, modes and bytes of all that was written. */
  String digest() {
    var sha256 = Digest.sha256();
    content.forEach((path, what) ->
        sha256.update((path + "\0" + what + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(sha256.digest()).substring(0, COMMIT_DIGITS);
  }

  private void copy(InputStream in, OutputStream out, MessageDigest sha256) throws IOException {
    var buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes += read;
      if (bytes > limits.maxBytes()) {
        throw new ProblemException(
            ProblemCode.TOO_LARGE,
            "the project holds more than %d MiB".formatted(limits.maxBytes() >> 20),
            "leave out what the build does not need, or fetch it in the Dockerfile");
      }
      sha256.update(buffer, 0, read);
      write(buffer, read, out);
    }
  }

  private static void write(byte[] buffer, int length, OutputStream out) throws DiskException {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  private void count(String path) {
    if (++entries > limits.maxEntries()) {
      throw new ProblemException(
          ProblemCode.TOO_LARGE,
          "the project holds more than %d files".formatted(limits.maxEntries()),
          "leave out what the build does not need");
    }
    if (path.length() > MAX_PATH_CHARS) {
      throw refuse(path, "is too long a path");
    }
  }

  /** A free place: its folders exist, and what was there before is gone. */
  private Path room(String path) throws IOException {
    var place = resolve(path);
    var parent = place.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      throw refuse(path, "is a folder and a file at once");
    }
    Files.deleteIfExists(place);
    return place;
  }

  private Path resolve(String path) {
    var place = root;
    for (var name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..") || isUnfit(name)) {
        throw refuse(path, "is not a path within the project");
      }
      if (Files.isSymbolicLink(place)) {
        throw refuse(path, "lies behind a symbolic link");
      }
      place = place.resolve(name);
    }
    return place;
  }

  private static boolean isUnfit(String name) {
    return name.indexOf('\0') >= 0 || name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES;
  }
}
