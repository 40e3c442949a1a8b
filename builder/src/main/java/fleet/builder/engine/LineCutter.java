package fleet.builder.engine;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines; a line that is too long is cut. Mutable, one owner. */
final class LineCutter {
  private final int maxBytes;
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineCutter(int maxBytes, Consumer<String> lines) {
    this.maxBytes = maxBytes;
    this.lines = lines;
  }

  void take(ByteString bytes) {
    for (int i = 0; i < bytes.size(); i++) {
      var next = bytes.byteAt(i);
      if (next == '\n') {
        emit();
      } else if (line.size() < maxBytes) {
        line.write(next);
      }
    }
  }

  /** Ends the last line, which needs no newline. */
  void flush() {
    if (line.size() > 0) {
      emit();
    }
  }

  private void emit() {
    lines.accept(line.toString(StandardCharsets.UTF_8));
    line.reset();
  }
}
