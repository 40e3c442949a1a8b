package fleet.cli.server.postgres;

import fleet.contract.identity.Secret;

/**
 * Where and as whom to connect.
 *
 * @param url of JDBC, without the password
 */
public record DatabaseAddress(String url, String user, Secret password) {
  static DatabaseAddress of(int port, String database, String user, Secret password) {
    var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    return new DatabaseAddress(url, user, password);
  }
}
