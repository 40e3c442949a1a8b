package fleet.cli.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.cli.machine.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresIT {
  private final Path cache = Folders.cache(System.getenv());

  private Path folder;
  private EmbeddedPostgres postgres;

  @BeforeEach
  void start() throws IOException {
    // Not JUnit's folder: the database's own user must pass through.
    folder = Folders.passable(Files.createTempDirectory("fleet-postgres"));
    postgres = fresh();
    postgres.start();
  }

  @AfterEach
  void stop() {
    postgres.close();
    Folders.delete(folder);
  }

  @Test
  void what_was_committed_is_on_the_disk() throws SQLException {
    try (var connection = connect()) {
      assertThat(value(connection, "SHOW fsync")).isEqualTo("on");
      assertThat(value(connection, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(value(connection, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(value(connection, "SHOW data_checksums")).isEqualTo("on");
    }
  }

  @Test
  void it_listens_on_loopback_and_asks_for_a_password() throws Exception {
    try (var connection = connect()) {
      assertThat(value(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    }
    assertThatThrownBy(() -> connect(postgres.address("api").url(), "api", "wrong"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    assertThat(Files.getPosixFilePermissions(folder.resolve("postgres.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a_module_sees_its_own_schema_only() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE api.mine (id int)");
      assertThatThrownBy(() -> statement.execute("CREATE TABLE builder.other (id int)"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void it_is_there_again_after_a_clean_stop() throws SQLException {
    keep("before the stop");
    postgres.close();
    postgres = fresh();

    postgres.start();

    assertThat(kept()).isEqualTo("before the stop");
  }

  @Test
  void a_server_that_is_killed_leaves_it_running_and_the_next_one_adopts_it() throws Exception {
    postgres.close();
    var child = child();
    postgres = fresh();
    try {
      awaitReady(child);
      var postmaster = pid();
      child.destroyForcibly().waitFor();

      postgres.start();

      assertThat(pid()).isEqualTo(postmaster);
      keep("through the adopted one");
      assertThat(kept()).isEqualTo("through the adopted one");
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void killed_with_everything_it_recovers_what_was_committed() throws SQLException {
    keep("just committed");
    var postmaster = ProcessHandle.of(pid()).orElseThrow();
    var backends = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    backends.forEach(ProcessHandle::destroyForcibly);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !PostmasterFile.isAnyRunningIn(folder.resolve("postgres/data")));
    postgres = fresh();

    postgres.start();

    assertThat(kept()).isEqualTo("just committed");
  }

  @Test
  void a_stale_pid_file_that_names_some_other_process_does_not_keep_it_from_starting()
      throws Exception {
    keep("here");
    postgres.close();
    var stale = folder.resolve("postgres/data/postmaster.pid");
    Files.writeString(stale, ProcessHandle.current().pid() + "\n/elsewhere\n1\n5432\n");
    postgres = fresh();

    postgres.start();

    assertThat(kept()).isEqualTo("here");
  }

  @Test
  void a_cluster_of_another_version_is_refused_with_a_sentence() throws IOException {
    postgres.close();
    Files.writeString(folder.resolve("postgres/data/PG_VERSION"), "9\n");
    postgres = fresh();

    assertThatThrownBy(postgres::start)
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("was made by PostgreSQL 9, and this Fleet brings PostgreSQL 18");
  }

  @Test
  void a_cluster_without_its_passwords_is_refused_with_a_sentence() throws IOException {
    postgres.close();
    Files.delete(folder.resolve("postgres.json"));
    postgres = fresh();

    assertThatThrownBy(postgres::start)
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("the passwords of the database are missing");
  }

  private EmbeddedPostgres fresh() {
    return new EmbeddedPostgres(folder, cache, List.of("api", "builder"));
  }

  private Process child() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            PostgresChild.class.getName(),
            folder.toString(),
            cache.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void awaitReady(Process child) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    assertThat(lines.readLine()).isEqualTo("ready");
  }

  private long pid() {
    return PostmasterFile.read(folder.resolve("postgres/data")).orElseThrow().pid();
  }

  private void keep(String text) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS api.note (text text)");
      statement.execute("INSERT INTO api.note VALUES ('%s')".formatted(text));
    }
  }

  private String kept() throws SQLException {
    try (var connection = connect()) {
      return value(connection, "SELECT text FROM api.note");
    }
  }

  private Connection connect() throws SQLException {
    var address = postgres.address("api");
    return connect(address.url(), address.user(), address.password().reveal());
  }

  private static Connection connect(String url, String user, String password) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return DriverManager.getConnection(url, properties);
  }

  private static String value(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
