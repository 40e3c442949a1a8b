package fleet.builder.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The Linux distribution that an image is made of, by its {@code os-release}.
 *
 * @param id such as {@code debian}
 * @param version such as {@code 13}; empty where it has none
 * @param name as people read it
 */
record Distribution(String id, String version, String name) {
  static final Set<String> PATHS = Set.of("etc/os-release", "usr/lib/os-release");

  Distribution {
    id = Bounds.text(id).toLowerCase(Locale.ROOT);
    version = Bounds.text(version);
    name = Bounds.text(name);
  }

  /** Reads the file of {@code os-release(5)}; nothing where it names none. */
  static Optional<Distribution> read(InputStream content) throws IOException {
    var values = new HashMap<String, String>();
    var lines = new BoundedLines(BoundedStream.of(content, Bounds.FILE_BYTES));
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      var equals = line.get().indexOf('=');
      if (equals > 0) {
        values.put(line.get().substring(0, equals), unquoted(line.get().substring(equals + 1)));
      }
    }
    var id = values.getOrDefault("ID", "");
    return id.isBlank()
        ? Optional.empty()
        : Optional.of(
            new Distribution(
                id,
                values.getOrDefault("VERSION_ID", ""),
                values.getOrDefault("NAME", values.getOrDefault("PRETTY_NAME", id))));
  }

  private static String unquoted(String value) {
    var text = value.strip();
    var quoted =
        text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return (quoted ? text.substring(1, text.length() - 1) : text).replaceAll("\\\\(.)", "$1");
  }
}
