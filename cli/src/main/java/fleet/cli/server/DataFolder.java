package fleet.cli.server;

import fleet.cli.machine.Folders;
import fleet.cli.machine.MachineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The server's folder, locked against other servers for as long as this is open.
 *
 * <pre>
 * lock            pid of the server that has it
 * master.key      wraps the keys in the database (0600)
 * postgres.json   see fleet.cli.server.postgres
 * postgres/
 * registry/       blobs
 * builder/        repositories
 * log/server.log
 * </pre>
 */
record DataFolder(Path path, FileChannel lock) implements AutoCloseable {
  static final String LOCK = "lock";
  static final String MASTER_KEY = "master.key";

  /**
   * Makes the folder where it is missing, and takes it.
   *
   * @throws MachineException when another server has it
   */
  static DataFolder take(Path path) {
    var file = Folders.passable(path).resolve(LOCK);
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locks(channel)) {
        channel.close();
        throw new MachineException(
            "another server (process %s) uses the data folder %s"
                .formatted(Files.readString(file).strip(), path),
            "stop it, or choose another folder with --data");
      }
      var pid = Long.toString(ProcessHandle.current().pid()) + "\n";
      channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("could not take the data folder " + path, e);
    }
  }

  /** Says whether a server ever kept anything there. */
  static boolean isOne(Path path) {
    return Files.exists(path.resolve("postgres.json"));
  }

  /** Says whether a server has it now. */
  static boolean isTaken(Path path) {
    try (var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE)) {
      return !locks(channel);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("could not look into the data folder " + path, e);
    }
  }

  ServerKeys keys() {
    return ServerKeys.readOrMake(path.resolve(MASTER_KEY), !isOne(path));
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("could not give back the data folder " + path, e);
    }
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
