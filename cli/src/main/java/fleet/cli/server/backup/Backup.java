package fleet.cli.server.backup;

import fleet.cli.machine.Folders;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/** Copies an installation into one file. */
public final class Backup {
  private final Installation installation;
  private final Runnable note;

  /**
   * What was copied, beside the database.
   *
   * @param bytes of the whole file
   */
  public record Summary(String file, long bytes, int repositories, int blobs) {}

  private record Counts(int repositories, int blobs) {}

  /**
   * @param note that a copy is made, before anything is copied
   */
  public Backup(Installation installation, Runnable note) {
    this.installation = installation;
    this.note = note;
  }

  /**
   * Writes the file, which nobody else may read: it holds every key. It is there whole or not at
   * all.
   *
   * @throws BackupException when it cannot be written, is there already, or something to copy is
   *     missing
   */
  public Summary writeTo(Path file) {
    requireThere(file);
    note.run();
    var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    try {
      var work = Files.createTempDirectory(folder, ".fleet-backup");
      try {
        var part = work.resolve("part");
        var counts = write(part, work);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return new Summary(
            file.toString(), Files.size(file), counts.repositories(), counts.blobs());
      } finally {
        Folders.delete(work);
      }
    } catch (IOException e) {
      throw new BackupException(
          "could not write the backup %s: %s".formatted(file, e.getMessage()), "", e);
    } catch (SQLException e) {
      throw new BackupException("could not read the database: " + e.getMessage(), "", e);
    }
  }

  /** Before hours of copying. */
  private void requireThere(Path file) {
    if (Files.exists(file)) {
      throw new BackupException(file + " is there already", "backups are not written over");
    }
    if (!Files.isDirectory(installation.data().resolve(Entries.BUILDER))) {
      throw new BackupException(
          "no builder keeps its repositories in " + installation.data(),
          "--data names its data folder");
    }
    if (!Files.isDirectory(installation.registryData().resolve(Entries.REGISTRY))) {
      throw new BackupException(
          "no registry keeps its images in " + installation.registryData(),
          "--registry-data names its data folder, where that is another than the builder's");
    }
    if (!Files.isReadable(installation.masterKey())) {
      throw new BackupException(
          "there is no master key in " + installation.masterKey(), "--master-key-file names it");
    }
  }

  private Counts write(Path part, Path work) throws IOException, SQLException {
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(part, options, mine);
        var archive = new ArchiveWriter(Channels.newOutputStream(channel))) {
      var files = new DataFiles(installation.data(), archive);
      var repositories = files.addRepositories();
      try (var snapshot = Snapshot.take(installation)) {
        snapshot.addTo(archive, work);
      }
      var blobs = new DataFiles(installation.registryData(), archive).addBlobs();
      archive.add(Entries.MASTER_KEY, installation.masterKey());
      archive.finish();
      channel.force(true);
      return new Counts(repositories, blobs);
    }
  }
}
