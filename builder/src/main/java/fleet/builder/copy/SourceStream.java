package fleet.builder.copy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Knows how far it was read, and how it broke. One thread reads it, others look. */
final class SourceStream extends FilterInputStream {
  private final AtomicLong bytes = new AtomicLong();
  private volatile @Nullable IOException failure;

  SourceStream(InputStream in) {
    super(in);
  }

  long bytes() {
    return bytes.get();
  }

  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      var read = super.read(buffer, offset, length);
      var _ = bytes.addAndGet(Math.max(0, read));
      return read;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
