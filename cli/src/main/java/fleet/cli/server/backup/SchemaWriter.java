package fleet.cli.server.backup;

import static fleet.cli.server.backup.Connections.quoted;

import fleet.cli.server.postgres.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;

/**
 * Fills one schema that is not there yet: makes its tables as they were, and then takes rows in one
 * transaction. Mutable, one owner.
 */
final class SchemaWriter implements AutoCloseable {
  /**
   * Numbers that were given between the backup and the loss are known to devices and clients, and
   * are not given again.
   */
  private static final long GIVEN_SINCE = 1_000_000;

  private final Contents.Schema schema;
  private final Connection connection;
  private final List<Reference> references;

  /** That rows of one table name rows of another: asked again when all rows are there. */
  private record Reference(String table, String name, String definition) {}

  private SchemaWriter(Contents.Schema schema, Connection connection, List<Reference> references) {
    this.schema = schema;
    this.connection = connection;
    this.references = references;
  }

  /**
   * Makes the tables, empty.
   *
   * @throws BackupException when the schema holds something, or is of a later Fleet
   */
  static SchemaWriter begin(Contents.Schema schema, DatabaseAddress address) throws SQLException {
    var wanted = MigrationVersion.fromVersion(schema.version());
    var flyway =
        Flyway.configure()
            .dataSource(address.url(), address.user(), address.password().reveal())
            .schemas(schema.name())
            .locations("classpath:fleet/%s/db".formatted(schema.name()))
            .target(wanted)
            .load();
    if (flyway.info().applied().length > 0) {
      throw new BackupException(
          "the database holds the schema %s already".formatted(schema.name()),
          "a backup is brought back into nothing: an empty folder or database");
    }
    var known = flyway.info().all();
    if (known.length == 0 || wanted.isNewerThan(known[known.length - 1].getVersion().toString())) {
      throw new BackupException(
          "the backup is of a later Fleet (schema %s, version %s)"
              .formatted(schema.name(), schema.version()),
          "bring it back with that");
    }
    try {
      var _ = flyway.migrate();
    } catch (FlywayException e) {
      throw new BackupException(
          "could not make the schema %s: %s".formatted(schema.name(), e.getMessage()), "", e);
    }
    var connection = Connections.open(address);
    connection.setAutoCommit(false);
    var writer = new SchemaWriter(schema, connection, references(schema.name(), connection));
    writer.clear();
    return writer;
  }

  /** Takes the rows of a table as COPY wrote them. */
  void fill(Contents.Table table, InputStream rows) throws SQLException, IOException {
    var _ =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY %s (%s) FROM STDIN"
                    .formatted(quoted(schema.name(), table.name()), quoted(table.columns())),
                rows);
  }

  /** All rows are there: sequences go on well beyond where they stood, and everything is kept. */
  void commit() throws SQLException {
    for (var sequence : schema.sequences().entrySet()) {
      try (var set = connection.prepareStatement("SELECT setval(?::regclass, ?)")) {
        set.setString(1, quoted(schema.name(), sequence.getKey()));
        set.setLong(2, sequence.getValue() + GIVEN_SINCE);
        set.execute();
      }
    }
    for (var reference : references) {
      execute(
          "ALTER TABLE %s ADD CONSTRAINT %s %s"
              .formatted(
                  quoted(schema.name(), reference.table()),
                  quoted(reference.name()),
                  reference.definition()));
    }
    triggers("ENABLE");
    connection.commit();
  }

  /** Takes away everything that it made. */
  void undo() throws SQLException {
    connection.rollback();
    execute("DROP SCHEMA %s CASCADE".formatted(quoted(schema.name())));
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** In whichever order rows come; those of migrations go, and triggers have had all of them. */
  private void clear() throws SQLException {
    triggers("DISABLE");
    for (var reference : references) {
      execute(
          "ALTER TABLE %s DROP CONSTRAINT %s"
              .formatted(quoted(schema.name(), reference.table()), quoted(reference.name())));
    }
    var all =
        schema.tables().stream()
            .map(table -> quoted(schema.name(), table.name()))
            .collect(Collectors.joining(", "));
    execute("TRUNCATE " + all);
  }

  private static List<Reference> references(String schema, Connection connection)
      throws SQLException {
    return Rows.read(
        connection,
        """
        SELECT c.relname, f.conname, pg_get_constraintdef(f.oid) FROM pg_constraint f
        JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE f.contype = 'f' AND f.conparentid = 0 AND n.nspname = '%s'\
        """
            .formatted(schema),
        row -> new Reference(row.getString(1), row.getString(2), row.getString(3)));
  }

  private void triggers(String what) throws SQLException {
    for (var table : schema.tables()) {
      execute(
          "ALTER TABLE %s %s TRIGGER USER".formatted(quoted(schema.name(), table.name()), what));
    }
  }

  private void execute(String order) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(order);
    }
  }
}
