package fleet.builder.image;

import fleet.contract.release.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** The bytes of a blob; a fault at their end when they are not those. Mutable, for one thread. */
public final class VerifiedStream extends FilterInputStream {
  private final Digest wanted;
  private final MessageDigest hash = Digest.sha256();
  private boolean isVerified;

  public VerifiedStream(InputStream in, Digest wanted) {
    super(in);
    this.wanted = wanted;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var read = super.read(buffer, offset, length);
    if (read > 0) {
      hash.update(buffer, offset, read);
    } else if (read < 0) {
      verify();
    }
    return read;
  }

  @Override
  public long skip(long wantedBytes) throws IOException {
    var passed = new byte[Math.clamp(wantedBytes, 0, 16 * 1024)];
    return Math.max(0, read(passed, 0, passed.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void verify() throws IOException {
    if (!isVerified && !Digest.ofHash(hash.digest()).equals(wanted)) {
      throw new IOException("the registry answered other bytes than those of " + wanted);
    }
    isVerified = true;
  }
}
