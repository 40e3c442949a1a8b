package fleet.builder.sbom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with a fault what is longer than it may be. Leaves what it reads from open. */
final class BoundedStream extends FilterInputStream {
  private final Allowance allowance;

  BoundedStream(InputStream in, Allowance allowance) {
    super(in);
    this.allowance = allowance;
  }

  static BoundedStream of(InputStream in, long bytes) {
    return new BoundedStream(in, Allowance.bytes(bytes));
  }

  @Override
  public int read() throws IOException {
    var read = super.read();
    if (read >= 0) {
      allowance.take(1);
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var read = super.read(buffer, offset, length);
    allowance.take(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    var skipped = super.skip(wanted);
    allowance.take(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {}
}
