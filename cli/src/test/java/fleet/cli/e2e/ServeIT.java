package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.Json;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The four roles as four processes, on a PostgreSQL that was there before them. */
class ServeIT {
  private static final Pattern PASSWORD = Pattern.compile("password (\\S+)");
  private static final List<String> PORTS =
      List.of(
          "--http-port",
          "--registry-port",
          "--git-port",
          "--ssh-port",
          "--builder-port",
          "--tunnel-port");

  private final Lab lab = Lab.fromEnvironment();
  private final List<Process> roles = new ArrayList<>();
  private final List<Integer> ports = World.freePorts(PORTS.size());

  @TempDir private Path folder;
  private EmbeddedPostgres postgres;
  private Path masterKey;

  @BeforeEach
  void start() throws Exception {
    postgres = EmbeddedPostgres.start();
    masterKey = folder.resolve("master.key");
  }

  @AfterEach
  void stop() throws Exception {
    roles.forEach(role -> World.end(role, false));
    postgres.close();
  }

  @Test
  void four_processes_sign_in_make_a_fleet_and_build_a_push_to_a_release() throws Exception {
    var keyless = role("api").run();
    assertThat(keyless.exit()).isEqualTo(1);
    assertThat(keyless.err()).contains("there is no master key in").contains("openssl rand");
    var hint = keyless.err().substring(keyless.err().indexOf("(umask"));
    Command.of(folder, List.of("sh", "-c", hint)).run().succeeded();

    for (var role : List.of("tunnel", "registry", "builder", "api")) {
      roles.add(role(role).start(log(role)));
    }
    for (var role : List.of("tunnel", "registry", "builder", "api")) {
      await(role + " runs, see " + log(role))
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(log(role)).content().contains("running " + role));
    }

    signIn();
    fleet("create", "berlin").run().succeeded();
    var push = fleet("push", "berlin", "--source", project().toString()).run();
    assertThat(push.exit()).as(push.all()).isZero();
    var releases = fleet("release", "list", "berlin", "--json").run().succeeded().out();
    assertThat(Json.mapper().readTree(releases).at("/0/version").asText()).isEqualTo("0.0.0+rev1");
  }

  private Command role(String name) {
    var words =
        new ArrayList<>(
            List.of(
                World.root().resolve("bin/fleet").toString(),
                "serve",
                "--role",
                name,
                "--database-url",
                "postgresql://postgres@127.0.0.1:%d/postgres".formatted(postgres.getPort()),
                "--master-key-file",
                masterKey.toString(),
                "--data",
                folder.resolve(name).toString(),
                "--engine",
                lab.buildEngine().toString()));
    for (var i = 0; i < PORTS.size(); i++) {
      words.add(PORTS.get(i));
      words.add("" + ports.get(i));
    }
    return Command.of(folder, words).with("FLEET_DATABASE_PASSWORD", "postgres");
  }

  private void signIn() {
    var password = PASSWORD.matcher(World.read(log("api")));
    assertThat(password.find()).as("the first sign-in is printed").isTrue();
    fleet("login", "--server", url(), "--user", "admin", "--password-stdin")
        .typing(password.group(1) + "\n")
        .run()
        .succeeded();
  }

  private Path project() throws Exception {
    var source = Files.createDirectory(folder.resolve("project"));
    Project.twoServices(lab.bases(), "first").writeTo(source);
    return source;
  }

  private Command fleet(String... words) {
    var all = new ArrayList<>(List.of(World.root().resolve("bin/fleet").toString()));
    all.addAll(List.of(words));
    return Command.of(folder, all).with("XDG_CONFIG_HOME", folder.resolve("config").toString());
  }

  private String url() {
    return "http://127.0.0.1:" + ports.getFirst();
  }

  private Path log(String role) {
    return folder.resolve(role + ".out");
  }
}
