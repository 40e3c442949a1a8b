package fleet.api.dashboard;

import fleet.contract.release.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files below {@code page/} as they lie on the class path, by their paths in it. Immutable. */
final class PageFiles {
  private static final String FOLDER = "page";
  private static final String INDEX = "index.html";
  private static final int HASH_DIGITS = 16;

  private final SortedMap<String, byte[]> files;

  private PageFiles(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  /** Reads them all, from a jar or from a folder of classes. */
  static PageFiles read() {
    var index = PageFiles.class.getResource(FOLDER + "/" + INDEX);
    if (index == null) {
      throw new IllegalStateException("the dashboard is not on the class path");
    }
    try {
      if (index.openConnection() instanceof JarURLConnection jar) {
        return fromJar(Path.of(jar.getJarFileURL().toURI()), jar.getEntryName());
      }
      return fromFolder(Path.of(index.toURI()).resolveSibling(""));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the dashboard", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("could not locate the dashboard", e);
    }
  }

  /** The page itself, to be filled in. */
  String index() {
    return new String(files.get(INDEX), StandardCharsets.UTF_8);
  }

  Map<String, byte[]> withoutIndex() {
    var others = new TreeMap<>(files);
    others.remove(INDEX);
    return others;
  }

  /** The first digits of a digest over all names and contents. */
  String hash() {
    var digest = Digest.sha256();
    files.forEach((name, content) -> {
      digest.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(content);
    });
    return Digest.ofHash(digest.digest()).hex().substring(0, HASH_DIGITS);
  }

  private static PageFiles fromJar(Path jar, String index) throws IOException {
    try (var system = FileSystems.newFileSystem(jar)) {
      return fromFolder(system.getPath(index).resolveSibling(""));
    }
  }

  private static PageFiles fromFolder(Path folder) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (var paths = Files.walk(folder)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    return new PageFiles(files);
  }
}
