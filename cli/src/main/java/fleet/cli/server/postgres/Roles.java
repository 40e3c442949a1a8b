package fleet.cli.server.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Properties;

/**
 * What must be in a fresh cluster before the modules come: the database, and for each module a role
 * and a schema of the same name, which is all that the role can see.
 */
final class Roles {
  static final String DATABASE = "fleet";

  private final PostgresAccess access;

  Roles(PostgresAccess access) {
    this.access = access;
  }

  /** Makes what is missing. */
  void ensure(Collection<String> modules) {
    try {
      try (var connection = connect("postgres")) {
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", DATABASE)) {
          execute(connection, "CREATE DATABASE " + DATABASE);
          execute(connection, "REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
        }
      }
      try (var connection = connect(DATABASE)) {
        for (var module : modules) {
          ensure(connection, module);
        }
      }
    } catch (SQLException e) {
      throw new PostgresException("the database does not take us in: " + e.getMessage(), "", e);
    }
  }

  private void ensure(Connection connection, String module) throws SQLException {
    if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", module)) {
      // A password of our own making: letters, digits, '-' and '_' only.
      var password = access.password(module).reveal();
      execute(connection, "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(module, password));
    }
    execute(connection, "GRANT CONNECT, TEMPORARY ON DATABASE " + DATABASE + " TO " + module);
    execute(
        connection, "CREATE SCHEMA IF NOT EXISTS %s AUTHORIZATION %s".formatted(module, module));
  }

  private Connection connect(String database) throws SQLException {
    var address =
        DatabaseAddress.of(access.port(), database, Cluster.OWNER, access.password(Cluster.OWNER));
    var properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password().reveal());
    return DriverManager.getConnection(address.url(), properties);
  }

  private static boolean exists(Connection connection, String question, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(question)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String order) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(order);
    }
  }
}
