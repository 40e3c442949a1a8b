package fleet.supervisor.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of everything that the device remembers, for one supervisor at a time. */
public final class StateFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lock;

  private StateFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes the folder where it is missing, and takes it for this process.
   *
   * @throws FolderInUseException when another supervisor has it
   */
  public static StateFolder open(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      var lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isTaken(lock)) {
        lock.close();
        throw new FolderInUseException(folder);
      }
      return new StateFolder(folder, lock);
    } catch (IOException e) {
      throw new UncheckedIOException("could not use the state folder " + folder, e);
    }
  }

  public Identity identity() {
    return Identity.loadOrMake(folder.resolve("identity.pem"), folder.resolve("sealing.pem"));
  }

  /**
   * A value of that name.
   *
   * @param name of the file, without {@code .json}
   */
  public <T> Remembered<T> remembered(String name, Class<T> type) {
    return new Remembered<>(folder.resolve(name + ".json"), type);
  }

  /** The folder of the files that containers see. */
  public Path files() {
    return folder.resolve("files");
  }

  public Sequence sequence() {
    return new Sequence(remembered("sequence", Sequence.Reserved.class));
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("could not give back " + folder, e);
    }
  }

  private static boolean isTaken(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
