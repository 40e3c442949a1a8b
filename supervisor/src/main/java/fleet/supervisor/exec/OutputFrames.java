package fleet.supervisor.exec;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The engine's framing of two streams in one (Engine API, "Attach to a container"): {@code
 * stream(1) 0 0 0 length(4, big endian) bytes}, stream 1 being stdout and 2 stderr.
 */
final class OutputFrames {
  private static final int CHUNK_BYTES = 32 * 1024;
  private static final int STDERR = 2;

  private final DataInputStream input;

  OutputFrames(InputStream input) {
    this.input = new DataInputStream(input);
  }

  void split(OutputStream stdout, OutputStream stderr) throws IOException {
    var chunk = new byte[CHUNK_BYTES];
    for (var stream = input.read(); stream >= 0; stream = input.read()) {
      input.skipNBytes(3);
      copy(Integer.toUnsignedLong(input.readInt()), stream == STDERR ? stderr : stdout, chunk);
    }
  }

  private void copy(long length, OutputStream target, byte[] chunk) throws IOException {
    for (long left = length; left > 0; ) {
      var read = input.read(chunk, 0, (int) Math.min(left, chunk.length));
      if (read < 0) {
        throw new EOFException("the engine ended in the middle of a frame");
      }
      target.write(chunk, 0, read);
      left -= read;
    }
    target.flush();
  }
}
