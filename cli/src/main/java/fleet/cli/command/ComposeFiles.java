package fleet.cli.command;

import fleet.cli.command.TarWriter.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A compose file, and what beside it belongs to it: {@code .env}, {@code balena.yml}, {@code
 * VERSION}, and files that it names, such as those of {@code env_file}. No sources.
 */
final class ComposeFiles implements SentFiles {
  private static final String ENV = ".env";
  private static final String CHOICE = "COMPOSE_FILE";
  private static final List<String> BESIDE = List.of(ENV, "balena.yml", "VERSION");
  private static final Pattern YAML = Pattern.compile(".*\\.ya?ml");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\"'\\[\\]{},:=]+");
  private static final Pattern USUAL = Pattern.compile("(?:docker-)?compose\\.ya?ml");
  private static final String NAME = "compose.yaml";
  private static final int MODE = 0644;
  private static final int MAX_FILES = 100;
  private static final long MAX_BYTES = 1024 * 1024;

  private final String what;
  private final Map<String, byte[]> files;
  private final Map<String, Path> archives;

  private ComposeFiles(String what, Map<String, byte[]> files, Map<String, Path> archives) {
    this.what = what;
    this.files = files;
    this.archives = Map.copyOf(archives);
  }

  /** Nothing: the images that are named are all there is. */
  static ComposeFiles none() {
    return new ComposeFiles("the names of images", Map.of(), Map.of());
  }

  /**
   * Reads them.
   *
   * @throws CommandFailure when there is no such file, or it cannot be read
   */
  static ComposeFiles at(Path compose) {
    if (!Files.isRegularFile(compose)) {
      throw CommandFailure.usage("there is no file " + compose, "--compose names the file");
    }
    var folder = compose.toAbsolutePath().normalize().resolveSibling("");
    var content = read(compose);
    var files = new TreeMap<String, byte[]>();
    BESIDE.forEach(name -> add(files, folder, name));
    named(content).forEach(name -> add(files, folder, name));
    var own = String.valueOf(compose.getFileName());
    files.remove(own);
    files.put(USUAL.matcher(own).matches() ? own : NAME, content);
    return new ComposeFiles(compose.toString(), files, Map.of());
  }

  /** The one file is all there is: {@code COMPOSE_FILE} in {@code .env} names no others. */
  ComposeFiles alone() {
    var fewer = new TreeMap<>(files);
    fewer.computeIfPresent(
        ENV,
        (_, content) ->
            text(content)
                .lines()
                .filter(line -> !line.stripLeading().startsWith(CHOICE))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8));
    return new ComposeFiles(what, fewer, archives);
  }

  /** With it goes what it names in turn, where it is a compose file or says which those are. */
  private static void add(Map<String, byte[]> files, Path folder, String name) {
    if (!isFile(folder, name) || files.size() >= MAX_FILES) {
      return;
    }
    var path = folder.resolve(name).normalize();
    var content = read(path);
    if (files.put(folder.relativize(path).toString(), content) == null
        && (name.equals(ENV) || YAML.matcher(name).matches())) {
      named(content).forEach(other -> add(files, folder, other));
    }
  }

  private static Stream<String> named(byte[] content) {
    return Arrays.stream(BETWEEN_WORDS.split(text(content))).distinct();
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  /**
   * The same with images in files.
   *
   * @param others by the names under which they are sent
   * @throws CommandFailure when one of them is not there
   */
  ComposeFiles with(Map<String, Path> others) {
    others.values().stream()
        .filter(file -> !Files.isRegularFile(file))
        .findFirst()
        .ifPresent(file -> {
          throw CommandFailure.usage("there is no file " + file, "docker save -o FILE IMAGE");
        });
    var shown = others.isEmpty() ? what : "%s and images".formatted(what);
    return new ComposeFiles(shown, files, others);
  }

  private static boolean isFile(Path folder, String name) {
    try {
      var path = folder.resolve(name).normalize();
      return path.startsWith(folder)
          && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          && Files.size(path) <= MAX_BYTES;
    } catch (InvalidPathException | IOException e) {
      return false;
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw CommandFailure.failed("could not read %s: %s".formatted(file, e), "");
    }
  }

  @Override
  public void writeTar(OutputStream out) throws IOException {
    var tar = new TarWriter(out);
    for (var file : files.entrySet()) {
      var content = file.getValue();
      tar.write(
          new Entry(file.getKey(), Entry.FILE, MODE, content.length, 0, ""),
          new ByteArrayInputStream(content));
    }
    for (var archive : archives.entrySet()) {
      var size = Files.size(archive.getValue());
      try (var content = Files.newInputStream(archive.getValue())) {
        tar.write(new Entry(archive.getKey(), Entry.FILE, MODE, size, 0, ""), content);
      }
    }
    tar.finish();
  }

  @Override
  public String toString() {
    return what;
  }
}
