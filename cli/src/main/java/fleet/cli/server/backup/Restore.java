package fleet.cli.server.backup;

import fleet.cli.machine.OwnerOnlyFile;
import fleet.contract.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an installation of a backup, where there is none. Single use. */
public final class Restore {
  private static final Logger LOG = LoggerFactory.getLogger(Restore.class);
  private static final int MAX_KEY_BYTES = 1024;

  private final Installation installation;
  private final Deque<SchemaWriter> schemas = new ArrayDeque<>();
  private final Map<String, Rows> rows = new HashMap<>();

  /** Where an entry of rows goes. */
  private record Rows(SchemaWriter schema, Contents.Table table) {}

  public Restore(Installation installation) {
    this.installation = installation;
  }

  /**
   * Reads the file.
   *
   * @throws BackupException when it is no whole backup, or there is something already; then the
   *     database is as before, and the caller removes the files
   */
  public void readFrom(Path file) {
    try {
      // Nothing is begun with a file that is not whole.
      read(file, (_, _) -> {});
      read(file, this::take);
      if (schemas.isEmpty() || !rows.isEmpty()) {
        throw BackupException.damaged();
      }
      commit();
    } catch (NoSuchFileException e) {
      throw new BackupException("there is no file " + file, "", e);
    } catch (IOException e) {
      throw new BackupException(
          "could not bring back %s: %s".formatted(file, e.getMessage()), "", e);
    } catch (SQLException e) {
      throw new BackupException("could not fill the database: " + e.getMessage(), "", e);
    } finally {
      undo();
    }
  }

  private static void read(Path file, ArchiveReader.Receiver receiver) throws IOException {
    try (var archive = new ArchiveReader(Files.newInputStream(file))) {
      archive.read(receiver);
    }
  }

  private void commit() throws SQLException {
    for (var schema : schemas) {
      schema.commit();
    }
    while (!schemas.isEmpty()) {
      schemas.pop().close();
    }
  }

  private void take(String name, InputStream content) throws IOException {
    if (name.equals(Entries.CONTENTS)) {
      begin(Json.read(content.readAllBytes(), Contents.class));
    } else if (name.equals(Entries.MASTER_KEY)) {
      masterKey(content);
    } else if (name.startsWith(Entries.DATA)) {
      file(name.substring(Entries.DATA.length()), content);
    } else {
      fill(name, content);
    }
  }

  private void begin(Contents contents) {
    if (contents.format() != Contents.FORMAT) {
      throw new BackupException(
          "the backup is of format %d, this Fleet knows %d"
              .formatted(contents.format(), Contents.FORMAT),
          "bring it back with a later Fleet");
    }
    try {
      for (var schema : contents.schemas()) {
        if (!installation.schemas().contains(schema.name())) {
          throw BackupException.damaged();
        }
        var writer = SchemaWriter.begin(schema, installation.database().apply(schema.name()));
        schemas.push(writer);
        schema
            .tables()
            .forEach(table ->
                rows.put(Entries.rows(schema.name(), table.name()), new Rows(writer, table)));
      }
    } catch (SQLException e) {
      throw new BackupException("could not make the tables: " + e.getMessage(), "", e);
    }
  }

  private void fill(String name, InputStream content) throws IOException {
    var wanted = rows.remove(name);
    if (wanted == null) {
      throw BackupException.damaged();
    }
    try {
      wanted.schema().fill(wanted.table(), new GZIPInputStream(content));
    } catch (SQLException e) {
      throw new BackupException(
          "could not fill the table %s: %s".formatted(wanted.table().name(), e.getMessage()),
          "",
          e);
    }
  }

  private void masterKey(InputStream content) throws IOException {
    var text = new String(content.readNBytes(MAX_KEY_BYTES), StandardCharsets.US_ASCII);
    new OwnerOnlyFile(installation.masterKey()).write(text);
  }

  private void file(String name, InputStream content) throws IOException {
    var path = installation.data().resolve(name).normalize();
    if (!path.startsWith(installation.data())) {
      throw BackupException.damaged();
    }
    if (name.endsWith("/")) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(path, options, mine)) {
      content.transferTo(Channels.newOutputStream(channel));
      channel.force(true);
    }
  }

  /** Of those that were not committed. */
  private void undo() {
    while (!schemas.isEmpty()) {
      try (var schema = schemas.pop()) {
        schema.undo();
      } catch (SQLException e) {
        LOG.atWarn().setCause(e).log("could not take a half made schema away");
      }
    }
  }
}
