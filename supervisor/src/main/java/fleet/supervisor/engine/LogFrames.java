package fleet.supervisor.engine;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The engine's multiplexed log stream: frames of {@code [stream, 0, 0, 0, length (4 bytes)]} and
 * that many bytes, {@code 2026-11-23T01:02:03.000000000Z text}.
 */
final class LogFrames {
  private static final int MAX_FRAME = 1024 * 1024;
  private static final int STDERR = 2;

  private LogFrames() {}

  static void read(InputStream body, Consumer<EngineLine> sink) throws IOException {
    var frames = new DataInputStream(body);
    for (var stream = body.read(); stream >= 0; stream = body.read()) {
      skipPadding(frames);
      var length = frames.readInt();
      if (length < 0 || length > MAX_FRAME) {
        throw new IOException("a log frame has %d bytes".formatted(length));
      }
      var text = new String(frames.readNBytes(length), StandardCharsets.UTF_8);
      var name = stream == STDERR ? "stderr" : "stdout";
      text.lines().forEach(line -> sink.accept(line(name, line)));
    }
  }

  private static void skipPadding(DataInputStream frames) throws IOException {
    if (frames.readNBytes(3).length < 3) {
      throw new EOFException("a log frame breaks off");
    }
  }

  private static EngineLine line(String stream, String line) {
    var space = line.indexOf(' ');
    try {
      return new EngineLine(
          Instant.parse(space < 0 ? line : line.substring(0, space)),
          stream,
          space < 0 ? "" : line.substring(space + 1));
    } catch (DateTimeException e) {
      return new EngineLine(Instant.EPOCH, stream, line);
    }
  }
}
