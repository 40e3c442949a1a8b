package fleet.cli.server.backup;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a backup entry by entry, and at its end says whether it was all there. Single use. */
final class ArchiveReader implements AutoCloseable {
  private static final int BUFFER = 256 * 1024;

  /** What is done with one entry; what it leaves unread is read for it. */
  @FunctionalInterface
  interface Receiver {
    void take(String name, InputStream content) throws IOException;
  }

  private final TarArchiveInputStream tar;
  private final Sums sums = new Sums();

  ArchiveReader(InputStream in) {
    this.tar = new TarArchiveInputStream(new BufferedInputStream(in, BUFFER));
  }

  /**
   * Hands over every entry.
   *
   * @throws BackupException when the file is damaged, or is no backup; entries before that were
   *     handed over all the same
   */
  void read(Receiver receiver) throws IOException {
    for (var entry = next(); entry != null; entry = next()) {
      if (entry.getName().equals(Entries.SUMS)) {
        var written = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        if (!written.equals(sums.toString())) {
          throw BackupException.damaged();
        }
        return;
      }
      if (!entry.isFile() && !entry.isDirectory()) {
        throw BackupException.damaged();
      }
      hand(entry.getName(), receiver);
    }
    throw BackupException.damaged();
  }

  private @Nullable TarArchiveEntry next() {
    try {
      return tar.getNextEntry();
    } catch (IOException e) {
      throw BackupException.damaged();
    }
  }

  private void hand(String name, Receiver receiver) throws IOException {
    var sha256 = Sums.digest();
    var content = new DigestInputStream(new Content(tar), sha256);
    receiver.take(name, content);
    content.transferTo(OutputStream.nullOutputStream());
    sums.add(name, sha256);
  }

  /** Of one entry; where it ends too early, the fault is the file's and not its reader's. */
  private static final class Content extends FilterInputStream {
    Content(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      try {
        return in.read(buffer, offset, length);
      } catch (IOException e) {
        throw BackupException.damaged();
      }
    }
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
