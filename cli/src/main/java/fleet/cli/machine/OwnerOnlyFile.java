package fleet.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A small file that only its owner may read (0600), replaced whole and on the disk when written.
 */
public record OwnerOnlyFile(Path path) {
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");

  /** Its text; nothing when there is no such file. */
  public Optional<String> read() {
    try {
      return Optional.of(Files.readString(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + path, e);
    }
  }

  /** Says whether somebody besides its owner may read or write it. */
  public boolean isOpenToOthers() {
    try {
      var others = EnumSet.copyOf(Files.getPosixFilePermissions(path));
      others.removeAll(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));
      return !others.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the permissions of " + path, e);
    }
  }

  /** Replaces it: temporary file, fsync, rename, fsync of the folder. */
  public void write(String text) {
    try {
      var folder = path.toAbsolutePath().getParent();
      var temporary =
          Files.createTempFile(folder, "new", ".tmp", PosixFilePermissions.asFileAttribute(MODE));
      try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + path, e);
    }
  }
}
