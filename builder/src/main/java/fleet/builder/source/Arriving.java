package fleet.builder.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a client sends, and whether it broke off. Mutable, one owner. */
final class Arriving extends FilterInputStream {
  private boolean brokeOff;

  Arriving(InputStream body) {
    super(body);
  }

  /** Says whether the client went away in the middle. */
  boolean brokeOff() {
    return brokeOff;
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      brokeOff = true;
      throw e;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      brokeOff = true;
      throw e;
    }
  }
}
