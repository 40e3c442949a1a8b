package fleet.cli.server.backup;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a tar and sums up what it writes. Mutable, one owner. */
final class ArchiveWriter implements AutoCloseable {
  private static final int BUFFER = 256 * 1024;
  private static final int MODE = 0600;

  private final TarArchiveOutputStream tar;
  private final Sums sums = new Sums();

  ArchiveWriter(OutputStream out) {
    this.tar = new TarArchiveOutputStream(new BufferedOutputStream(out, BUFFER));
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  /**
   * Adds a file as long as it is now.
   *
   * @throws java.nio.file.NoSuchFileException when it has gone, and nothing was added
   */
  void add(String name, Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      add(name, in, Files.size(file));
    }
  }

  void add(String name, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    add(name, new ByteArrayInputStream(bytes), bytes.length);
  }

  /** Adds a folder, which may stay empty. */
  void addFolder(String name) throws IOException {
    add(name + "/", "");
  }

  /** Adds the sums of all that was added; then nothing can follow. */
  void finish() throws IOException {
    add(Entries.SUMS, sums.toString());
    tar.finish();
    tar.flush();
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private void add(String name, InputStream in, long size) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(MODE);
    tar.putArchiveEntry(entry);
    var sha256 = Sums.digest();
    var out = new DigestOutputStream(tar, sha256);
    copy(in, out, size);
    tar.closeArchiveEntry();
    sums.add(name, sha256);
  }

  private static void copy(InputStream in, OutputStream out, long size) throws IOException {
    var buffer = new byte[BUFFER];
    var left = size;
    while (left > 0) {
      var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("a file became shorter while it was copied");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
