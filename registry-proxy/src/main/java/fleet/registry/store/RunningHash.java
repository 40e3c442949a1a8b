package fleet.registry.store;

import fleet.contract.release.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/** The hash of all bytes so far. Mutable; owned by whoever holds the upload. */
final class RunningHash {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final MessageDigest hash = Digest.sha256();
  private long count;

  /** Hashes what is in a file already. */
  static RunningHash of(FileChannel file) throws IOException {
    var hash = new RunningHash();
    var buffer = ByteBuffer.allocate(BUFFER_BYTES);
    while (file.read(buffer, hash.count) > 0) {
      hash.add(buffer.flip());
      buffer.clear();
    }
    return hash;
  }

  /** Consumes the bytes. */
  void add(ByteBuffer bytes) {
    count += bytes.remaining();
    hash.update(bytes);
  }

  long count() {
    return count;
  }

  /** What the bytes so far amount to; more may follow. */
  Digest digest() {
    try {
      return Digest.ofHash(((MessageDigest) hash.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this Java runtime cannot copy a SHA-256 in progress", e);
    }
  }
}
