package fleet.cli.server.backup;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Set;

/** Copies an installation into one file. */
public final class Backup {
  private final Installation installation;

  public Backup(Installation installation) {
    this.installation = installation;
  }

  /**
   * Writes the file, which nobody else may read: it holds every key. It is there whole or not at
   * all.
   *
   * @return its size in bytes
   * @throws BackupException when it cannot be written, or is there already
   */
  public long writeTo(Path file) {
    var folder = java.util.Objects.requireNonNull(file.toAbsolutePath().getParent());
    try {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      var work = Files.createTempDirectory(folder, ".fleet-backup");
      try {
        var part = work.resolve("part");
        write(part, work);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        fleet.cli.machine.Folders.delete(work);
      }
      return Files.size(file);
    } catch (FileAlreadyExistsException e) {
      throw new BackupException(file + " is there already", "backups are not written over");
    } catch (IOException e) {
      throw new BackupException(
          "could not write the backup %s: %s".formatted(file, e.getMessage()), "", e);
    } catch (SQLException e) {
      throw new BackupException("could not read the database: " + e.getMessage(), "", e);
    }
  }

  private void write(Path part, Path work) throws IOException, SQLException {
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(part, options, mine);
        var archive = new ArchiveWriter(Channels.newOutputStream(channel))) {
      var files = new DataFiles(installation.data(), archive);
      files.addRepositories();
      try (var snapshot = Snapshot.take(installation)) {
        snapshot.addTo(archive, work);
      }
      files.addBlobs();
      archive.add(Entries.MASTER_KEY, installation.masterKey());
      archive.finish();
      channel.force(true);
    }
  }
}
