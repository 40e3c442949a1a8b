package fleet.cli.e2e;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.OnEngines;
import fleet.contract.Json;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
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

/** The four roles as processes of their own, on a PostgreSQL that was there before them. */
@OnEngines
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
    postgres = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "*").start();
    admitNeighbours();
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
    awaitAll("tunnel", "registry", "builder", "api");

    signIn("127.0.0.1");
    fleet("create", "berlin").run().succeeded();
    var push = fleet("push", "berlin", "--source", project().toString()).run();
    assertThat(push.exit()).as(push.all()).isZero();
    var releases = fleet("release", "list", "berlin", "--json").run().succeeded().out();
    assertThat(Json.mapper().readTree(releases).at("/0/version").asText()).isEqualTo("0.0.0+rev1");
  }

  @Test
  void parts_on_two_machines_find_each_other_and_a_push_runs_on_a_device() throws Exception {
    Command.of(
            folder,
            List.of(
                "sh",
                "-c",
                "umask 077; head -c32 /dev/urandom | basenc --base64url -w0 | tr -d = >"
                    + masterKey))
        .run()
        .succeeded();
    var here = lab.hostAddress();
    var there = addressOf(Lab.variable("FLEET_TEST_DEVICE2_NETNS"));
    for (var role : List.of("registry", "builder")) {
      roles.add(
          role(
                  role,
                  "--insecure",
                  "--listen",
                  here,
                  "--internal-listen",
                  here,
                  "--api-url",
                  "http://%s:%d".formatted(there, port("--http-port")))
              .start(log(role)));
    }
    for (var role : List.of("tunnel", "api")) {
      roles.add(
          role(
                  role,
                  "--insecure",
                  "--listen",
                  there,
                  "--builder-url",
                  "http://%s:%d".formatted(here, port("--builder-port")),
                  "--registry-url",
                  "http://%s:%d".formatted(here, port("--registry-port")))
              .inNamespace(Lab.variable("FLEET_TEST_DEVICE2_NETNS"))
              .start(log(role)));
    }
    awaitAll("tunnel", "registry", "builder", "api");

    signIn(there);
    fleet("create", "berlin").run().succeeded();
    var device = device(there);
    try {
      var push =
          fleet("push", "berlin", "--source", project().toString(), "--wait", "healthy").run();
      assertThat(push.exit()).as(push.all()).isZero();
      var shell = fleet("ssh", "far-pi", "web", "--", "cat /www/index.html").run().succeeded();
      assertThat(shell.out()).isEqualTo("first\n");
    } finally {
      World.end(device, false);
      removeContainers();
    }
  }

  private Process device(String server) {
    var key = fleet("device", "add", "berlin", "--json").run().succeeded().out();
    return Command.of(
            folder,
            List.of(
                World.root().resolve("bin/fleet-supervisor").toString(),
                "--server",
                "http://%s:%d".formatted(server, port("--http-port")),
                "--state",
                folder.resolve("device").toString(),
                "--engine",
                lab.deviceEngine().toString(),
                "--name",
                "far-pi"))
        .inNamespace(lab.namespace())
        .with("FLEET_PROVISIONING_KEY", parsed(key).path("key").asText())
        .start(log("device"));
  }

  private void removeContainers() {
    var engine = lab.deviceEngine().toString();
    var words =
        "docker -H %1$s rm -fv $(docker -H %1$s ps -aq --filter label=fleet.device)"
            .formatted(engine);
    Command.of(folder, List.of("sh", "-c", words)).run().succeeded();
  }

  /** Lets in whoever is in a network of this machine, as somebody does who runs a database. */
  private void admitNeighbours() throws Exception {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      try (var row = statement.executeQuery("show hba_file")) {
        assertThat(row.next()).isTrue();
        Files.writeString(Path.of(row.getString(1)), "host all all samenet trust\n", APPEND);
      }
      statement.execute("select pg_reload_conf()");
    }
  }

  private String addressOf(String namespace) {
    var words = "hostname -I | cut -d' ' -f1";
    return Command.of(folder, List.of("sh", "-c", words))
        .inNamespace(namespace)
        .run()
        .succeeded()
        .out()
        .strip();
  }

  private void awaitAll(String... started) {
    for (var role : started) {
      await(role + " runs, see " + log(role))
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(log(role)).content().contains("running " + role));
    }
  }

  private int port(String option) {
    return ports.get(PORTS.indexOf(option));
  }

  private static JsonNode parsed(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }

  private Command role(String name, String... more) {
    var words =
        new ArrayList<>(
            List.of(
                World.root().resolve("bin/fleet").toString(),
                "serve",
                "--role",
                name,
                "--database-url",
                "postgresql://postgres@%s:%d/postgres"
                    .formatted(lab.hostAddress(), postgres.getPort()),
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
    words.addAll(List.of(more));
    return Command.of(folder, words).with("FLEET_DATABASE_PASSWORD", "postgres");
  }

  private void signIn(String host) {
    var password = PASSWORD.matcher(World.read(log("api")));
    assertThat(password.find()).as("the first sign-in is printed").isTrue();
    fleet(
            "login",
            "--server",
            "http://%s:%d".formatted(host, port("--http-port")),
            "--user",
            "admin",
            "--password-stdin")
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

  private Path log(String role) {
    return folder.resolve(role + ".out");
  }
}
