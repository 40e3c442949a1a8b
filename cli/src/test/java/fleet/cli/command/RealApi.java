package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.ApiConfig;
import fleet.api.ApiServer;
import fleet.contract.identity.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The real API on a PostgreSQL of its own, for commands to talk to. */
final class RealApi implements AutoCloseable {
  private static final URI NOBODY = URI.create("http://127.0.0.1:9");

  private final EmbeddedPostgres postgres;
  private final ApiServer server;

  RealApi() {
    try {
      postgres = EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server = new ApiServer(config(), postgres.getPostgresDatabase());
    server.start();
  }

  private static ApiConfig config() {
    var masterKey = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
    return new ApiConfig(
        List.of("127.0.0.1"),
        0,
        5000,
        2222,
        NOBODY,
        NOBODY,
        Secret.random("service-"),
        Secret.of(masterKey),
        Optional.empty(),
        Duration.ofSeconds(5),
        Duration.ofMinutes(2));
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** The first owner signs in from this home folder. */
  void signInAdmin(Path home) {
    var admin = server.firstAdmin().orElseThrow();
    assertThat(signIn(home, admin.user().toString(), admin.password().reveal()).err()).isEmpty();
  }

  TestShell.Ran signIn(Path home, String user, String password) {
    return typing(home, password, "login", "--server", url(), "--user", user, "--password-stdin");
  }

  static TestShell.Ran run(Path home, String... arguments) {
    return new TestShell(home).at(Clock.systemUTC()).run(arguments);
  }

  static TestShell.Ran typing(Path home, String lines, String... arguments) {
    return new TestShell(home).at(Clock.systemUTC()).typing(lines + "\n").run(arguments);
  }

  @Override
  public void close() {
    server.close();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
