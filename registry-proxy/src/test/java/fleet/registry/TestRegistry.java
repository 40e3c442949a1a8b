package fleet.registry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;

/**
 * A whole registry on a free loopback port: real PostgreSQL, real files, and an API that signs
 * tokens.
 */
final class TestRegistry implements AutoCloseable {
  private final Path folder;
  private final EmbeddedPostgres postgres;
  private final FakeApi api = FakeApi.start();
  private RegistryServer server;

  private TestRegistry(Path folder, EmbeddedPostgres postgres) {
    this.folder = folder;
    this.postgres = postgres;
    this.server = startServer(0);
  }

  static TestRegistry start(Path folder) {
    try {
      return new TestRegistry(folder, EmbeddedPostgres.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RegistryServer startServer(int port) {
    var config =
        new RegistryConfig(List.of("127.0.0.1"), port, folder, api.url(), FakeApi.SERVICE_KEY);
    var started = new RegistryServer(config, database());
    started.start();
    return started;
  }

  /** Stops the server and starts another one on the same port, folder and database. */
  void restart() {
    var port = server.port();
    server.close();
    server = startServer(port);
  }

  FakeApi api() {
    return api;
  }

  DataSource database() {
    return postgres.getPostgresDatabase();
  }

  Path folder() {
    return folder;
  }

  int port() {
    return server.port();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  @Override
  public void close() {
    server.close();
    api.close();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
