package fleet.builder.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that come from elsewhere, and whether they broke off. Mutable, one owner. */
public final class Arriving extends FilterInputStream {
  private boolean brokeOff;

  public Arriving(InputStream body) {
    super(body);
  }

  /** Says whether whoever sends went away in the middle. */
  public boolean brokeOff() {
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
