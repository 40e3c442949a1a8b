package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log, against the real API with a real PostgreSQL. */
class AuditIT {
  @TempDir private Path home;

  private RealApi api;

  @BeforeEach
  void something_was_done() {
    api = new RealApi();
    api.signInAdmin(home);
    assertThat(run("create", "kitchen").exitCode()).isZero();
    assertThat(run("create", "attic").exitCode()).isZero();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private TestShell.Ran run(String... arguments) {
    return RealApi.run(home, arguments);
  }

  private void sql(String statement) throws SQLException {
    var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(api.databasePort());
    try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
        var prepared = connection.createStatement()) {
      prepared.execute(statement);
    }
  }

  /** Until all that was done is sealed. */
  private TestShell.Ran exported(Path file) throws InterruptedException {
    var rows = run("audit", "list", "--json", "--limit", "0").json().size();
    var ran = run("audit", "export", file.toString(), "--json");
    while (ran.json().at("/head/sequence").asInt() < rows) {
      Thread.sleep(50);
      ran = run("audit", "export", file.toString(), "--json");
    }
    return ran;
  }

  @Test
  void who_did_what_is_listed() {
    assertThat(run("audit", "list", "--action", "fleet").out())
        .containsPattern("admin +fleet.create +attic")
        .containsPattern("admin +fleet.create +kitchen")
        .doesNotContain("user.sign-in");
    assertThat(run("audit", "list", "--fleet", "attic", "--since", "1h").outLines()).hasSize(2);
    assertThat(run("audit", "list", "--who", "nobody-like-that").err())
        .contains("nothing like that was done");
    assertThat(run("audit", "list", "--limit", "1", "--json").json()).hasSize(1);
    assertThat(run("audit", "list", "--since", "yesterday").exitCode()).isEqualTo(2);
    assertThat(run("audit", "list", "--limit", "-1").exitCode()).isEqualTo(2);
    assertThat(run("audit", "list", "--fleet", "No Fleet").exitCode()).isEqualTo(2);
  }

  @Test
  void an_export_holds_with_and_without_the_server() throws Exception {
    var file = home.resolve("audit.ndjson");
    assertThat(exported(file).exitCode()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(run("audit", "verify").out()).contains("rows, up to sha256:");
    assertThat(run("audit", "verify", file.toString(), "--offline").out()).contains("export");
    assertThat(run("create", "cellar").exitCode()).isZero();
    assertThat(run("audit", "verify", file.toString()).out()).contains("export", "audit log");
    assertThat(run("audit", "verify", "--offline").exitCode()).isEqualTo(2);
    assertThat(run("audit", "verify", home.resolve("none").toString()).exitCode()).isEqualTo(3);
  }

  @Test
  void a_changed_export_is_refused() throws Exception {
    var file = home.resolve("audit.ndjson");
    exported(file);
    var lines = Files.readAllLines(file);
    refused(file, replaced(lines, "kitchen", "parlour"), "is not what was sealed");
    refused(file, lines.subList(0, lines.size() - 1), "cut off");
    refused(file, without(lines, lines.size() - 2), "rows end at");
    refused(file, List.of("hello"), "line 1 of");
  }

  private static List<String> replaced(List<String> lines, String old, String other) {
    return lines.stream().map(line -> line.replace(old, other)).toList();
  }

  private static List<String> without(List<String> lines, int index) {
    var others = new ArrayList<>(lines);
    others.remove(index);
    return others;
  }

  private void refused(Path file, List<String> lines, String sentence) throws IOException {
    Files.write(file, lines);
    var ran = run("audit", "verify", file.toString(), "--offline");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains(sentence);
  }

  @Test
  void what_the_owner_of_the_database_does_to_the_log_is_told() throws Exception {
    var file = home.resolve("audit.ndjson");
    exported(file);
    sql("alter table api.audit disable trigger user");
    sql("update api.audit set fleet = 'cellar' where fleet = 'attic'");
    for (var command :
        List.of(
            List.of("audit", "verify"),
            List.of("audit", "verify", file.toString()),
            List.of("audit", "export", home.resolve("other").toString()))) {
      var ran = run(command.toArray(String[]::new));
      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.err()).contains("is not what was sealed");
    }
    assertThat(run("audit", "verify", file.toString(), "--offline").exitCode()).isZero();
  }

  @Test
  void the_log_is_for_owners() {
    assertThat(
            RealApi.typing(
                    home,
                    "correct horse battery",
                    "user",
                    "add",
                    "ada",
                    "--role",
                    "developer",
                    "--password-stdin")
                .exitCode())
        .isZero();
    assertThat(api.signIn(home, "ada", "correct horse battery").exitCode()).isZero();
    assertThat(run("audit", "list").exitCode()).isEqualTo(4);
    assertThat(run("audit", "verify").exitCode()).isEqualTo(4);
  }
}
