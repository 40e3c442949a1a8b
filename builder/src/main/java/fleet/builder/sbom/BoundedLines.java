package fleet.builder.sbom;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8 text, each cut where it is too long. Mutable, for one thread. */
final class BoundedLines {
  private static final int MAX_LINE_BYTES = 64 * 1024;

  private final InputStream in;

  BoundedLines(InputStream in) {
    this.in = new BufferedInputStream(in, 16 * 1024);
  }

  /** The next line without its end; nothing after the last. */
  Optional<String> next() throws IOException {
    var line = new ByteArrayOutputStream();
    var read = in.read();
    if (read < 0) {
      return Optional.empty();
    }
    for (; read >= 0 && read != '\n'; read = in.read()) {
      if (line.size() < MAX_LINE_BYTES) {
        line.write(read);
      }
    }
    var text = line.toString(StandardCharsets.UTF_8);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
