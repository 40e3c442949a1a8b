package fleet.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the version before relies on in the database: each column with its type and whether it must
 * be given, as it was when this was opened.
 */
final class KeptColumns implements AutoCloseable {
  private static final String COLUMNS =
      """
      select table_schema || '.' || table_name || '.' || column_name || ' ' || udt_name
        || case when is_nullable = 'NO' then ' not null' else '' end
      from information_schema.columns
      where table_schema in ('api', 'builder', 'registry', 'tunnel')
      """;

  /** A row that the version before writes does not name those that came later. */
  private static final String DEMANDED =
      """
      select table_schema || '.' || table_name || '.' || column_name
      from information_schema.columns
      where table_schema in ('api', 'builder', 'registry', 'tunnel')
        and is_nullable = 'NO' and column_default is null and is_generated = 'NEVER'
        and is_identity = 'NO'
      """;

  private final Connection connection;
  private final Set<String> columns;
  private final Set<String> demanded;
  private final Set<String> tables;

  /**
   * @param access {@code {port, passwords: {role: password}}}
   */
  KeptColumns(JsonNode access) throws SQLException {
    var url = "jdbc:postgresql://127.0.0.1:%d/fleet".formatted(access.path("port").asInt());
    connection = DriverManager.getConnection(url, "fleet", access.at("/passwords/fleet").asText());
    columns = find(COLUMNS);
    demanded = find(DEMANDED);
    tables = new TreeSet<>();
    columns.forEach(column -> tables.add(table(column)));
  }

  /** What is gone or another by now, and what rows of tables that were there must say now. */
  Set<String> lost() throws SQLException {
    var lost = new TreeSet<>(columns);
    lost.removeAll(find(COLUMNS));
    var asked = find(DEMANDED);
    asked.removeAll(demanded);
    asked.removeIf(column -> !tables.contains(table(column)));
    lost.addAll(asked);
    return lost;
  }

  private static String table(String column) {
    return column.substring(0, column.lastIndexOf('.'));
  }

  private Set<String> find(String query) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return new TreeSet<>(found);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
