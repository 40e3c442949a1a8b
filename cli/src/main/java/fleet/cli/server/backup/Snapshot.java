package fleet.cli.server.backup;

import fleet.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The database as it was at one moment, whatever is written meanwhile. Each part's schema is read
 * as that part, in a transaction that shares the first one's view.
 */
final class Snapshot implements AutoCloseable {
  private final Map<String, Connection> connections = new LinkedHashMap<>();

  private Snapshot() {}

  static Snapshot take(Installation installation) throws SQLException {
    var snapshot = new Snapshot();
    try {
      var id = "";
      for (var schema : installation.schemas()) {
        var connection = Connections.open(installation.database().apply(schema));
        snapshot.connections.put(schema, connection);
        id = share(connection, id);
      }
      return snapshot;
    } catch (SQLException e) {
      snapshot.close();
      throw e;
    }
  }

  /** Adds what the database holds, and then its rows, made ready in the folder. */
  void addTo(ArchiveWriter archive, Path work) throws SQLException, IOException {
    var schemas = new ArrayList<Contents.Schema>();
    for (var entry : connections.entrySet()) {
      schemas.add(new SchemaReader(entry.getValue(), entry.getKey()).contents());
    }
    archive.add(
        Entries.CONTENTS, Json.write(new Contents(Contents.FORMAT, Instant.now(), schemas)));
    for (var schema : schemas) {
      addRows(schema, archive, work.resolve("rows"));
    }
  }

  private void addRows(Contents.Schema schema, ArchiveWriter archive, Path file)
      throws SQLException, IOException {
    var connection = connections.get(schema.name());
    if (connection == null) {
      throw new IllegalStateException("no connection to " + schema.name());
    }
    var reader = new SchemaReader(connection, schema.name());
    for (var table : schema.tables()) {
      try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
        reader.copy(table, out);
      }
      archive.add(Entries.rows(schema.name(), table.name()), file);
    }
  }

  @Override
  public void close() throws SQLException {
    for (var connection : List.copyOf(connections.values())) {
      connection.close();
    }
  }

  /** Makes its transaction one that sees what the first one sees; returns the view's name. */
  private static String share(Connection connection, String id) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      if (!id.isEmpty()) {
        statement.execute("SET TRANSACTION SNAPSHOT '%s'".formatted(id));
        return id;
      }
      try (var rows = statement.executeQuery("SELECT pg_export_snapshot()")) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
