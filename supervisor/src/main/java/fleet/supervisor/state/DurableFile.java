package fleet.supervisor.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One small file, private to its owner, that is whole at every moment. */
public final class DurableFile {
  private static final Logger log = LoggerFactory.getLogger(DurableFile.class);

  /** What is done with a file that nobody sees yet. */
  @FunctionalInterface
  public interface Preparation {
    void prepare(Path file) throws IOException;
  }

  private final Path path;

  public DurableFile(Path path) {
    this.path = path;
  }

  public Optional<byte[]> read() {
    try {
      return Optional.of(Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + path, e);
    }
  }

  /** Replaces the content; after a power cut the file has the old or the new one. */
  void write(byte[] content) {
    write(content, _ -> {});
  }

  /**
   * The same, with a file that was made ready first.
   *
   * @param preparation gives it to others before it has its name
   */
  public void write(byte[] content, Preparation preparation) {
    var temporary = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.deleteIfExists(temporary);
      try (var channel = create(temporary)) {
        var buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      preparation.prepare(temporary);
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
      syncFolder();
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + path, e);
    }
  }

  /** Moves a file that cannot be understood out of the way, where somebody may look at it. */
  void setAside(String reason) {
    var corrupt = path.resolveSibling(path.getFileName() + ".corrupt");
    try {
      Files.move(path, corrupt, StandardCopyOption.REPLACE_EXISTING);
      log.warn("set a corrupt file aside: {} file={}", reason, corrupt);
    } catch (IOException e) {
      throw new UncheckedIOException("could not set aside " + path, e);
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private void syncFolder() throws IOException {
    var folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
