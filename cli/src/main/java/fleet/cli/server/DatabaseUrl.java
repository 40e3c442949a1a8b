package fleet.cli.server;

import fleet.cli.command.CommandFailure;
import fleet.cli.server.postgres.DatabaseAddress;
import fleet.contract.identity.Secret;
import java.net.URI;
import java.util.Map;

/** How commands are told of a PostgreSQL that is there already. */
final class DatabaseUrl {
  private static final String PASSWORD_VARIABLE = "FLEET_DATABASE_PASSWORD";
  static final String DESCRIPTION =
      "postgresql://USER@HOST:PORT/DATABASE; the password in " + PASSWORD_VARIABLE + ".";

  private DatabaseUrl() {}

  /**
   * The password is no argument: anybody may list those of a process.
   *
   * @throws CommandFailure when it is no such URL
   */
  static DatabaseAddress address(URI url, Map<String, String> environment) {
    var user = url.getRawUserInfo();
    if (!"postgresql".equals(url.getScheme()) || user == null || user.contains(":")) {
      throw CommandFailure.usage(
          "a database is postgresql://USER@HOST:PORT/DATABASE",
          "its password goes into " + PASSWORD_VARIABLE);
    }
    var port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return new DatabaseAddress(
        "jdbc:postgresql://%s%s%s".formatted(url.getHost(), port, url.getRawPath()),
        user,
        Secret.of(environment.getOrDefault(PASSWORD_VARIABLE, "")));
  }
}
