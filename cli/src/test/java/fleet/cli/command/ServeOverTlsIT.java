package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.cli.machine.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second node over TLS, on the PostgreSQL of the first. */
class ServeOverTlsIT {
  private final RealApi first = new RealApi();

  @TempDir private Path home;

  @AfterEach
  void stop() {
    first.close();
  }

  @Test
  void it_prints_what_people_believe_it_by_which_is_the_authority_of_all_nodes() throws Exception {
    var said = home.resolve("node.out");
    var port = Ports.anyFree();
    var node = serve(port, said);
    try {
      await("it runs")
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() -> assertThat(said).content().contains("running api"));
      assertThat(said)
          .content()
          .contains("over TLS", "https://HOST:" + port, "its key", first.pin());
      assertThat(home.resolve("data/authority.pem")).content().startsWith("-----BEGIN CERT");
    } finally {
      node.destroy();
      assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Process serve(int port, Path said) throws IOException {
    var key = Files.writeString(home.resolve("master.key"), RealApi.MASTER_KEY);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    var builder =
        new ProcessBuilder(
            Path.of("..", "bin", "fleet").toRealPath().toString(),
            "serve",
            "--role",
            "api",
            "--database-url",
            "postgresql://postgres@127.0.0.1:%d/postgres".formatted(first.databasePort()),
            "--master-key-file",
            key.toString(),
            "--data",
            home.resolve("data").toString(),
            "--http-port",
            "" + Ports.anyFree(),
            "--https-port",
            "" + port);
    builder.environment().put("FLEET_DATABASE_PASSWORD", "postgres");
    return builder.redirectOutput(said.toFile()).redirectErrorStream(true).start();
  }
}
