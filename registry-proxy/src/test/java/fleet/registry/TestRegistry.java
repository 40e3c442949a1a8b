package fleet.registry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * A whole registry on a free loopback port: a real PostgreSQL database of its own, real files, and
 * an API that signs tokens.
 */
final class TestRegistry implements AutoCloseable {
  private final Path folder;
  private final DataSource database;
  private final FakeApi api = FakeApi.start();
  private RegistryServer server;

  /** One server for the whole test run, ended by its own shutdown hook. */
  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private TestRegistry(Path folder, DataSource database) {
    this.folder = folder;
    this.database = database;
    this.server = startServer(0);
  }

  static TestRegistry start(Path folder) {
    var name = "registry_" + UUID.randomUUID().toString().replace('-', '_');
    Jdbi.create(Postgres.SERVER.getPostgresDatabase())
        .useHandle(handle -> handle.execute("create database " + name));
    return new TestRegistry(folder, Postgres.SERVER.getDatabase("postgres", name));
  }

  private RegistryServer startServer(int port) {
    var config =
        new RegistryConfig(List.of("127.0.0.1"), port, folder, api.url(), FakeApi.SERVICE_KEY);
    var started = new RegistryServer(config, database(), Duration.ofMillis(200));
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
    return database;
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
  }
}
