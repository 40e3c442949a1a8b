package fleet.cli.server.backup;

import fleet.cli.server.postgres.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Opens what a backup talks to the database by. */
final class Connections {
  private Connections() {}

  static Connection open(DatabaseAddress address) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password().reveal());
    properties.setProperty("ApplicationName", "fleet-backup");
    return DriverManager.getConnection(address.url(), properties);
  }

  /** A name as SQL takes it, whatever it is. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Several names, as a list of columns. */
  static String quoted(List<String> names) {
    return names.stream().map(Connections::quoted).collect(Collectors.joining(", "));
  }

  static String quoted(String schema, String name) {
    return quoted(schema) + "." + quoted(name);
  }
}
