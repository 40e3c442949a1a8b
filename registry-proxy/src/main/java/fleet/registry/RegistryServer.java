package fleet.registry;

import fleet.contract.client.JsonHttp;
import fleet.contract.identity.PublicKey;
import fleet.contract.node.TokenKey;
import fleet.registry.content.Operations;
import fleet.registry.db.Database;
import fleet.registry.http.Dispatcher;
import fleet.registry.http.RegistryListener;
import fleet.registry.store.FolderBlobStore;
import fleet.registry.token.TokenVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry: opens its port at {@link #start} and gives it back at {@link #close}. */
public final class RegistryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);

  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  private final RegistryConfig config;
  private final Duration betweenSweeps;
  private final Database database;
  private final FolderBlobStore store;
  private @Nullable HttpClient http;
  private @Nullable RegistryListener listener;
  private @Nullable Sweeper sweeper;

  public RegistryServer(RegistryConfig config, DataSource database) {
    this(config, database, BETWEEN_SWEEPS);
  }

  RegistryServer(RegistryConfig config, DataSource database, Duration betweenSweeps) {
    this.config = config;
    this.betweenSweeps = betweenSweeps;
    this.database = new Database(database);
    this.store = new FolderBlobStore(config.dataFolder());
  }

  /**
   * Migrates the schema, clears abandoned uploads, now and then from now on, and listens.
   *
   * @throws UncheckedIOException when the port is in use or the data folder cannot be written
   */
  public void start() {
    var clock = Clock.systemUTC();
    var operations = new Operations(store, database, clock);
    database.migrate();
    openStore(operations);
    var tokens = new TokenVerifier(this::tokenKey, clock);
    http = JsonHttp.defaultClient();
    listener = new RegistryListener(new Dispatcher(tokens, operations, config.apiUrl(), clock));
    try {
      listener.start(config.listenHosts(), config.port());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    sweeper = Sweeper.start(operations, betweenSweeps);
    LOG.atInfo()
        .addKeyValue("hosts", config.listenHosts())
        .addKeyValue("port", port())
        .log("registry listens");
  }

  private void openStore(Operations operations) {
    try {
      store.start();
      operations.clearAbandonedUploads();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "could not open the registry's folder %s: %s"
              .formatted(config.dataFolder(), e.getMessage()),
          e);
    }
  }

  private PublicKey tokenKey() {
    var client = http;
    if (client == null) {
      throw new IllegalStateException("the registry is not started");
    }
    var api = new JsonHttp(client, config.apiUrl(), () -> Optional.of(config.serviceKey()));
    return api.get("/internal/v1/token-key", TokenKey.class).key();
  }

  /** The port that engines dial; known after {@link #start}. */
  public int port() {
    return listener == null ? config.port() : listener.port();
  }

  @Override
  public void close() {
    if (sweeper != null) {
      sweeper.close();
      sweeper = null;
    }
    if (listener != null) {
      listener.close();
      listener = null;
    }
    if (http != null) {
      http.close();
      http = null;
    }
  }
}
