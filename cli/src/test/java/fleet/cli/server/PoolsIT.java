package fleet.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.machine.Folders;
import fleet.cli.server.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoolsIT {
  private static Path folder;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException {
    // Not JUnit's folder: the database's own user must pass through.
    folder = Folders.passable(Files.createTempDirectory("fleet-pools"));
    postgres = new EmbeddedPostgres(folder, Folders.cache(System.getenv()), Role.schemas());
    postgres.start();
  }

  @AfterAll
  static void stop() {
    postgres.close();
    Folders.delete(folder);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void a_node_that_falls_silent_holds_no_transaction_open_for_long(Role role) throws SQLException {
    try (var pool = Pools.open(role, postgres.address(role.schema()));
        var connection = pool.getConnection()) {
      assertThat(setting(connection, "idle_in_transaction_session_timeout")).isEqualTo("20s");
      // The kernel's word, in milliseconds.
      assertThat(setting(connection, "tcp_user_timeout")).isEqualTo("20000");
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("show " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
