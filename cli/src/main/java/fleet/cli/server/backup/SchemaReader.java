package fleet.cli.server.backup;

import static fleet.cli.server.backup.Connections.quoted;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/** Reads one schema within the transaction of its connection. */
final class SchemaReader {
  private static final String HISTORY = "flyway_schema_history";

  private final Connection connection;
  private final String schema;

  SchemaReader(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /** What is in it. */
  Contents.Schema contents() throws SQLException {
    var tables = new ArrayList<Contents.Table>();
    for (var table : tables()) {
      tables.add(new Contents.Table(table, columns(table)));
    }
    return new Contents.Schema(schema, version(), tables, sequences());
  }

  /** Writes the rows of a table as COPY does. */
  void copy(Contents.Table table, OutputStream out) throws SQLException, IOException {
    var _ =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                "COPY (SELECT %s FROM %s) TO STDOUT"
                    .formatted(quoted(table.columns()), quoted(schema, table.name())),
                out);
  }

  private String version() throws SQLException {
    var versions =
        Rows.read(
            connection,
            """
            SELECT version FROM %s WHERE success AND version IS NOT NULL
            ORDER BY installed_rank DESC LIMIT 1\
            """
                .formatted(quoted(schema, HISTORY)),
            row -> row.getString(1));
    if (versions.isEmpty()) {
      throw new BackupException("the schema %s was never made".formatted(schema), "");
    }
    return versions.getFirst();
  }

  private List<String> tables() throws SQLException {
    return Rows.read(
        connection,
        """
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = '%s' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND c.relname <> '%s' ORDER BY c.relname\
        """
            .formatted(schema, HISTORY),
        row -> row.getString(1));
  }

  /** Those that are stored and not computed. */
  private List<String> columns(String table) throws SQLException {
    return Rows.read(
        connection,
        """
        SELECT attname FROM pg_attribute
        WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
        ORDER BY attnum\
        """
            .formatted(quoted(schema, table)),
        row -> row.getString(1));
  }

  private Map<String, Long> sequences() throws SQLException {
    var given = new HashMap<String, Long>();
    var _ =
        Rows.read(
            connection,
            """
            SELECT sequencename, last_value FROM pg_sequences
            WHERE schemaname = '%s' AND last_value IS NOT NULL\
            """
                .formatted(schema),
            row -> given.put(row.getString(1), row.getLong(2)));
    return given;
  }
}
