package fleet.cli.server.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads what a question finds. */
final class Rows {
  /** What becomes of one row. */
  @FunctionalInterface
  interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private Rows() {}

  static <T> List<T> read(Connection connection, String question, Reading<T> reading)
      throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      var all = new ArrayList<T>();
      while (rows.next()) {
        all.add(reading.of(rows));
      }
      return all;
    }
  }
}
