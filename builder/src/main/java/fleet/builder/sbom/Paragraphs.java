package fleet.builder.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Paragraphs of {@code Key: value} with blank lines between, as dpkg, apk and Python's metadata
 * have them; a line that goes on from the one before begins with a space and is passed over.
 * Mutable, for one thread.
 */
final class Paragraphs {
  private static final int MAX_FIELDS = 200;

  private final BoundedLines lines;

  Paragraphs(InputStream content, long maxBytes) {
    this.lines = new BoundedLines(BoundedStream.of(content, maxBytes));
  }

  /** The next one, of each field the first; nothing after the last. */
  Optional<Map<String, String>> next() throws IOException {
    var fields = new HashMap<String, String>();
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      var text = line.get();
      if (text.isBlank() && !fields.isEmpty()) {
        return Optional.of(fields);
      }
      var colon = text.indexOf(':');
      if (colon > 0 && !Character.isWhitespace(text.charAt(0)) && fields.size() < MAX_FIELDS) {
        fields.putIfAbsent(text.substring(0, colon), text.substring(colon + 1).strip());
      }
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(fields);
  }
}
